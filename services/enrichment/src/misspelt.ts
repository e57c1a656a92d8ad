import { withinOneEdit } from '@leadline/domain';
import { lettersOf } from './account-entry.ts';

/** Letters of a whole name, and of the word with the error, in which one typing error leaves no doubt. */
const NAME = 8;
const WORD = 5;

/** Whether two companies' keys are one name with one typing error, or with other spaces. `CF` and `RF` are two names. */
export function isMisspelt(a: string, b: string): boolean {
  const [lettersA, lettersB] = [lettersOf(a), lettersOf(b)];
  if (lettersA.length < NAME) return false;
  if (lettersA === lettersB) return true;
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  if (wordsA.length !== wordsB.length) return false;
  const differing = wordsA.map((word, at) => [word, wordsB[at] ?? ''] as const).filter(([x, y]) => x !== y);
  const [[one, other] = ['', ''], ...rest] = differing;
  return rest.length === 0 && one.length >= WORD && withinOneEdit(one, other);
}
