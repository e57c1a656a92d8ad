import { companyKey, companyWords, isGenericName } from '@leadline/domain';
import { latin } from '@leadline/reference';

/** A word of a company's name as a lead says it. */
export interface SaidWord {
  /** As in the company's key. */
  readonly key: string;
  /** As it was written, where it may be a short form. */
  readonly written: string;
  /** Whether a full stop says that it is cut short: `Darden Rest.`. */
  readonly isCut: boolean;
}

/** The words of a company's name; `key` is its companyKey. */
export function saidWords(name: string, key: string): readonly SaidWord[] {
  const cut = new Set(
    Array.from(name.matchAll(/(\p{L}{3,})\.(?=[\s-]|$)/gu), ([, word]) => companyKey(word!, latin)),
  );
  const [keys, written] = [key.split(' '), companyWords(name, latin)];
  const isAligned = written.length === keys.length;
  return keys.map((word, at) => ({
    key: word,
    written: isAligned ? written[at]! : word,
    isCut: cut.has(word),
  }));
}

/** Letters that a word with a full stop has at least; where a form is cut off nobody knows. */
const CUT = 3;

/**
 * Whether `said` may stand for the word of another company's key: it is that word, or cut short and its beginning, or a short
 * form of one of the words that people shorten since everybody has them: `ntwk` for network, `mgmnt` for management.
 */
function standsFor(said: SaidWord, word: string): boolean {
  if (said.key === word) return true;
  if (said.isCut && said.key.length >= CUT && word.startsWith(said.key)) return true;
  return isGenericName(word) && !isGenericName(said.written) && abbreviates(said.written, word);
}

/** Whether the letters of `short` stand in `long` in their order, from the first one on; a plural's `s` may go. */
export function abbreviates(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  return (
    isWithin(short, long) || (short.length > CUT && short.endsWith('s') && isWithin(short.slice(0, -1), long))
  );
}

function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** Whether a company's words are those of another's key, some of them in short. Words that tell a company are written out. */
export function isShortForm(said: readonly SaidWord[], key: string): boolean {
  const words = key.split(' ');
  if (words.length !== said.length || !said.every((word, at) => standsFor(word, words[at]!))) return false;
  const written = words.filter((word, at) => word === said[at]!.key);
  return written.length > 0 && !isGenericName(written.join(' '));
}
