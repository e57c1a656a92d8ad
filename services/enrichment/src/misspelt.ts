import { lettersOf } from './account-entry.ts';
import { isTypingError } from './typing-error.ts';

/** Letters of a whole name, and of the word with the error, in which one typing error leaves no doubt. */
const NAME = 8;
const WORD = 5;
/** Letters of the longer of two words in which it leaves none where no other account is near; and beside words that tell. */
const LONE = 5;
const BESIDE = 4;

/** Whether two companies' keys are one name with one typing error, or with other spaces. `CF` and `RF` are two names. */
export function isMisspelt(a: string, b: string): boolean {
  const [lettersA, lettersB] = [lettersOf(a), lettersOf(b)];
  if (lettersA.length < NAME) return false;
  if (lettersA === lettersB) return true;
  const [one, other] = differingWord(a, b) ?? ['', ''];
  return one.length >= WORD && isTypingError(one, other);
}

/**
 * Whether two companies' keys, with no third like them, are one short name with one typing error; `isTelling`: whether the words
 * beside it tell a company. The first letter is hardly ever the wrong one (Pollock and Zamora 1984), but another one makes
 * another name: `Visa`, `Lisa`.
 */
export function isMisspeltAlone(a: string, b: string, isTelling: (key: string) => boolean): boolean {
  const [lettersA, lettersB] = [lettersOf(a), lettersOf(b)];
  if (!isTypingError(lettersA, lettersB)) return false;
  const [one, other] = differingWord(a, b) ?? [lettersA, lettersB];
  const beside = a.split(' ').filter((word) => word !== one);
  const least = beside.length > 0 && isTelling(beside.join(' ')) ? BESIDE : LONE;
  if (Math.max(one.length, other.length) < least) return false;
  return one[0] === other[0] || (one[0] === other[1] && one[1] === other[0]);
}

/** The one word in which two keys of as many words differ; null if they do not, or in more than one. */
function differingWord(a: string, b: string): readonly [string, string] | null {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  if (wordsA.length !== wordsB.length) return null;
  const differing = wordsA.map((word, at) => [word, wordsB[at] ?? ''] as const).filter(([x, y]) => x !== y);
  return differing.length === 1 ? differing[0]! : null;
}
