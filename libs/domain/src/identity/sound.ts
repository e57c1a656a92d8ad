/**
 * In which script a name is written, as far as it matters for its sounds: `cyrillic` has its vowels and is romanised in many
 * ways; other scripts (Arabic, Hebrew, Greek, Indic, Japanese, Korean) write few vowels, or ones that nobody romanises alike.
 */
export type SoundScript = 'cyrillic' | 'other';

const SHARED = { K: 'k g q x kh gh ck', P: 'p b f v ph', T: 't d th', N: 'm n', L: 'l', R: 'r' } as const;
const HISSES = 's z sh zh ts tz ch sch tch tsh';

/** What falls together in each script. A `w` in Arabic or Hebrew is as often a vowel, a `j` in Cyrillic always. */
const SOUNDS = {
  cyrillic: soundsOf({
    ...SHARED,
    S: `${HISSES} dzh tsch shch shh sht`,
    K: `${SHARED.K} c h`,
    P: `${SHARED.P} w`,
  }),
  other: soundsOf({ ...SHARED, S: `${HISSES} j`, K: `${SHARED.K} c`, T: `${SHARED.T} dh` }),
} as const;

/** Classes by what is written; the pattern finds the longest, else any letter, which then has none. */
function soundsOf(written: Readonly<Record<string, string>>) {
  const classes = new Map(
    Object.entries(written).flatMap(([sound, all]) => all.split(' ').map((one) => [one, sound] as const)),
  );
  const longest = [...classes.keys()].toSorted((a, b) => b.length - a.length);
  return { classes, pattern: new RegExp(`${longest.join('|')}|[a-z ]`, 'g') };
}

/**
 * The consonants of a name (lower-case ASCII), as one letter for each class that romanisations mix up: Хлеб is Khleb, Xleb and
 * Hleb, and each is `KLP`. The classes are those of the Daitch-Mokotoff soundex (Mokotoff 1985), which was made for names
 * that crossed alphabets, without its limit of six and its branches. Words are run together, since Arabic writes its article
 * so. Cyrillic names that begin with a vowel say so (`A`). Digits stay.
 */
export function soundOf(name: string, script: SoundScript): string {
  const { classes, pattern } = SOUNDS[script];
  const text = name
    .replaceAll(/([a-z])\1+/g, '$1')
    .replaceAll(/(?<=[a-z])x/g, 'ks')
    .replaceAll(/c(?=[eiyj ]|$)/g, 's');
  const sounds = text.replaceAll(pattern, (written) => classes.get(written) ?? '');
  if (script === 'other') return sounds.replaceAll(/(.)\1+/g, '$1');
  return /^[aeiouyj]/.test(text) ? `A${sounds}` : sounds;
}
