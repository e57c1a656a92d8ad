import { keyOf } from './keys.ts';
import { compileSpelling, only } from './spelling.ts';

/** A word near a shorter one is as a rule another word (`waiter`, `writer`), unless two letters have only changed places. */
const SHORTEST_WORD = 7;

/** Plurals in English and Romance languages, then German (`Telefonisten`, `Ingenieurinnen`) and Italian (`venditori`, `addetti`). */
const PLURALS: readonly (readonly [end: RegExp, singular: string])[] = [
  [/s$/, ''],
  [/ies$/, 'y'],
  [/es$/, ''],
  [/innen$/, 'in'],
  [/en$/, ''],
  [/n$/, ''],
  [/i$/, 'e'],
  [/i$/, 'o'],
];

/** How single words of a text are read that no phrase knows as they are. */
export interface TokenSpelling {
  /** The singular, if that is known and the word as it is is not. */
  readonly singular: (token: string) => string;
  /** The singular, if that is known. */
  readonly anySingular: (token: string) => string;
  /** The one known word that is a typing error away, if it is long. */
  readonly surely: (token: string) => string;
  /** The same of short words. */
  readonly boldly: (token: string) => string;
}

/** `phrases`: keys of all phrases; `right`: further words that are right as they are. */
export function tokenSpelling(phrases: readonly string[], right: readonly string[]): TokenSpelling {
  const known = [
    ...new Set(phrases.filter((phrase) => !phrase.includes('*')).flatMap((phrase) => phrase.split(' '))),
  ];
  const all = new Set([...known, ...right.flatMap((phrase) => keyOf(phrase).split(' '))]);
  const near = compileSpelling(known.map((token, index) => [token, index]));
  const boldly = (token: string): string =>
    all.has(token) ? token : (known[only(near(token)) ?? -1] ?? token);
  const anySingular = (token: string): string => {
    const stems = PLURALS.map(([end, singular]) => token.replace(end, singular));
    return token.length < 5 ? token : (stems.find((stem) => stem !== token && all.has(stem)) ?? token);
  };
  return {
    singular: (token) => (all.has(token) ? token : anySingular(token)),
    anySingular,
    boldly,
    surely(token) {
      const other = boldly(token);
      return other.length >= SHORTEST_WORD || sameLetters(token, other) ? other : token;
    },
  };
}

function sameLetters(a: string, b: string): boolean {
  return a.length === b.length && a.split('').toSorted().join('') === b.split('').toSorted().join('');
}
