import type { KeyedHash } from '../shared/keyed-hash.ts';

/** Hexadecimal digits of one bigram. Four make two of the some thirty bigrams of a name collide about once in 150 names. */
const DIGITS = 4;

/**
 * Names as what can be compared but not read: for each word the keyed hashes of its bigrams (padded with `_`), sorted;
 * words with a space between. `salt` is the keyed hash of what the people share (a mailbox, a number, a company), so that
 * names can be compared within it and with nobody else's, and no frequency of names can be counted across companies.
 * After Schnell, Bachteler, Reiher: Privacy-preserving record linkage using Bloom filters, BMC Med Inform Decis Mak 9:41
 * (2009), with sets of hashes in place of a filter.
 */
export function keyedName(words: readonly string[], salt: string, hash: KeyedHash): string {
  return words.map((word) => keyedWord(word, salt, hash)).join(' ');
}

function keyedWord(word: string, salt: string, hash: KeyedHash): string {
  // An initial has its beginning alone, so that `a` lies wholly in `ann`.
  const padded = word.length === 1 ? `_${word}` : `_${word}_`;
  const grams = new Set<string>();
  for (let at = 0; at < padded.length - 1; at += 1)
    grams.add(hash(`gram\n${salt}\n${padded.slice(at, at + 2)}`).slice(0, DIGITS));
  return [...grams].toSorted().join('');
}

const gramsOf = (word: string): ReadonlySet<string> => new Set(word.match(/[0-9a-f]{4}/g));

/** Share of bigrams that two words have in common, 0 to 1: 2 |a ∩ b| / (|a| + |b|) (Dice 1945). An initial agrees to 1. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((gram) => b.has(gram)).length;
  if (Math.min(a.size, b.size) === 1) return common;
  return (2 * common) / (a.size + b.size);
}

/** How two keyed names agree. */
export interface NameAgreement {
  /** Dice of the pair of words that agrees least, each word of the shorter name with its own best, 0 to 1. */
  readonly weakest: number;
  /** Words compared as whole words, not as initials. */
  readonly whole: number;
}

/** Compares two keyed names of one salt, whatever the order of their words. Null: one of them has no words. */
export function nameAgreement(a: string, b: string): NameAgreement | null {
  const [shorter, longer] = [a, b].toSorted(byWords).map(wordsOf) as [Words, Words];
  if (shorter.length === 0) return null;
  const rest = [...longer];
  let weakest = 1;
  let whole = 0;
  // Whole words first, so that an initial takes none from them.
  for (const word of shorter.toSorted((x, y) => y.size - x.size)) {
    const values = rest.map((other) => dice(word, other));
    const best = values.indexOf(Math.max(...values));
    const [other] = rest.splice(best, 1) as [ReadonlySet<string>];
    weakest = Math.min(weakest, values[best] as number);
    if (word.size > 1 && other.size > 1) whole += 1;
  }
  return { weakest, whole };
}

type Words = readonly ReadonlySet<string>[];

function wordsOf(name: string): Words {
  return splitWords(name).map(gramsOf);
}

const splitWords = (name: string): readonly string[] => name.split(' ').filter((word) => word !== '');

/** The shorter name first; of equal ones always the same, so that it does not matter who is asked first. */
function byWords(a: string, b: string): number {
  return splitWords(a).length - splitWords(b).length || (a < b ? -1 : 1);
}
