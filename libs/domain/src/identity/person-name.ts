/** Titles, degrees and generations, which come and go between two forms. */
const ASIDE = new Set(
  (
    'mr mrs ms miss mx sir dame dr prof professor doctor herr frau hr fr mme mlle monsieur madame sr sra srta dott ing dipl' +
    ' eng mag jr jun junior sen senior ii iii iv phd md mba msc bsc ma ba llm esq cpa'
  ).split(' '),
);
/** Words of a family name that people leave out or write together. */
const PARTICLES = new Set(
  'van von de der den del della di da dos do la le el al bin ben ibn zu zur ten ter y e'.split(' '),
);
/** More words than this say nothing more about who it is. */
const MOST = 4;

/**
 * The words of a person's name in Latin letters, in which spelling variants meet: no accents, titles or particles;
 * `ae`, `oe`, `ue` as their vowel (Mueller, Müller), `ph` as f, `y` as i, hard `c` as k, `ks` as x, doubled letters as one.
 * In the order given, each once.
 */
export function nameWords(latin: string): readonly string[] {
  const words = latin
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/['’`.]/g, (mark) => (mark === '.' ? ' ' : ''))
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !ASIDE.has(word));
  const telling = words.filter((word) => !PARTICLES.has(word));
  return [...new Set((telling.length > 0 ? telling : words).map(folded))].slice(0, MOST);
}

function folded(word: string): string {
  return word
    .replaceAll(/([aou])e(?=[^aeiou]|$)/g, '$1')
    .replaceAll('ph', 'f')
    .replaceAll('y', 'i')
    .replaceAll(/c(?![ehi])/g, 'k')
    .replaceAll('ks', 'x')
    .replaceAll(/(.)\1+/g, '$1');
}
