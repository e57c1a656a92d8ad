import { keyOf } from './keys.ts';
import { isSlip } from './slip.ts';
import { compileSpelling } from './spelling.ts';

/** A word near a shorter one is as a rule another word (`waiter`, `writer`), unless a finger can have slipped from one to the other. */
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
  /** The one known word that is a typing error away, if it is long, or a slip of the finger ({@link isSlip}). */
  readonly surely: (token: string) => string;
  /** The one known word that is a typing error away. */
  readonly boldly: (token: string) => string;
}

/** `phrases`: keys of all phrases with the value they stand for; `right`: further words that are right as they are. */
export function tokenSpelling(
  phrases: readonly (readonly [phrase: string, value: string | null])[],
  right: readonly string[],
): TokenSpelling {
  const whole = phrases.filter(([phrase]) => !phrase.includes('*'));
  const known = [...new Set(whole.flatMap(([phrase]) => phrase.split(' ')))];
  const all = new Set([...known, ...right.flatMap((phrase) => keyOf(phrase).split(' '))]);
  const near = compileSpelling(known.map((token, index) => [token, index]));
  const values = new Map(whole);
  const nearest = (token: string): readonly string[] =>
    all.has(token) ? [] : [...near(token)].map((index) => known[index] ?? token);
  const oneOf = (found: readonly string[]): string | undefined =>
    alike(found, values) ? found[0] : undefined;
  const anySingular = (token: string): string => {
    const stems = PLURALS.map(([end, singular]) => token.replace(end, singular));
    return token.length < 5 ? token : (stems.find((stem) => stem !== token && all.has(stem)) ?? token);
  };
  return {
    singular: (token) => (all.has(token) ? token : anySingular(token)),
    anySingular,
    boldly: (token) => oneOf(nearest(token)) ?? token,
    surely(token) {
      const found = nearest(token);
      const one = oneOf(found);
      if (one !== undefined && one.length >= SHORTEST_WORD) return one;
      return oneOf(found.filter((other) => isSlip(token, other))) ?? token;
    },
  };
}

/** Whether it does not matter which of several words was meant: each alone stands for the same value (`comercial`, `commercial`). */
function alike(words: readonly string[], values: ReadonlyMap<string, string | null>): boolean {
  const [first = '', ...others] = words;
  const value = values.get(first) ?? null;
  return others.length === 0 || (value !== null && others.every((word) => values.get(word) === value));
}
