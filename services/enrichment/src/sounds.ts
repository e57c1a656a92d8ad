import { jaroWinkler, soundOf } from '@leadline/domain';

/** Consonants that tell a name; with fewer, too many others sound alike. */
const TELLING = 4;

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** A letter of another script. */
const FOREIGN = /(?!\p{Script=Latin})\p{L}/u;

/** Whether a name is written, wholly or in part, in a script that has to be romanised. */
export const isForeign = (name: string): boolean => FOREIGN.test(name);

/** Names that sound alike and are less alike than this in letters (Jaro-Winkler) are two: Амстор (Amstor), Unister. */
const ALIKE = 0.75;

/**
 * Whether two names, one of which is in another script, agree in their letters as well: `a` and `b` are their companyKeys. In
 * scripts that write few vowels, vowels count for nothing.
 */
export function isRomanised(names: readonly [string, string], a: string, b: string): boolean {
  const compared = (key: string): string =>
    names.some((name) => CYRILLIC.test(name)) ? key : key.replaceAll(/[aeiouywh ]/g, '');
  return names.some(isForeign) && jaroWinkler(compared(a), compared(b)) >= ALIKE;
}

/**
 * How a company's name sounds, by the script that it is in; one in Latin letters as from either. `key` is its companyKey. None
 * where too few consonants are left to tell it.
 */
export function soundsOf(name: string, key: string): readonly string[] {
  const scripts = CYRILLIC.test(name)
    ? (['cyrillic'] as const)
    : isForeign(name)
      ? (['other'] as const)
      : (['cyrillic', 'other'] as const);
  const sounds = scripts.map((script) => soundOf(key, script));
  return [...new Set(sounds)].filter((sound) => sound.replaceAll('A', '').length >= TELLING);
}
