import { soundOf, withinOneEdit } from '@leadline/domain';

/** Letters from which on two words with one letter replaced are one, whatever the letters. */
const LONG = 12;
/** The letters of a keyboard by row; each row stands a little further to the right. */
const ROWS = [
  [0, 'qwertyuiop'],
  [0.25, 'asdfghjkl'],
  [0.75, 'zxcvbnm'],
] as const;
const VOWELS = 'aeiouy';

const KEYS = new Map(
  ROWS.flatMap(([start, letters], row) =>
    Array.from(letters, (letter, at) => [letter, { row, at: start + at }] as const),
  ),
);

/**
 * Whether one word becomes the other by a slip: a letter left out, one too many, two that changed places, or one replaced by its
 * neighbour on the keyboard or by one that sounds like it. Another number is no slip: branch 143 is not branch 145.
 */
export function isTypingError(a: string, b: string): boolean {
  if (!withinOneEdit(a, b) || a.replaceAll(/\D/g, '') !== b.replaceAll(/\D/g, '')) return false;
  if (a.length !== b.length || a.length >= LONG) return true;
  const [at, another] = Array.from(a, (_, index) => index).filter((index) => a[index] !== b[index]);
  return at === undefined || another !== undefined || isNear(a[at]!, b[at]!);
}

function isNear(a: string, b: string): boolean {
  if (VOWELS.includes(a) && VOWELS.includes(b)) return true;
  // Before an a, so that c is hard.
  const [sound, another] = [soundOf(`${a}a`, 'other'), soundOf(`${b}a`, 'other')];
  if (sound !== '' && sound === another) return true;
  const [one, other] = [KEYS.get(a), KEYS.get(b)];
  if (one === undefined || other === undefined) return false;
  return Math.abs(one.row - other.row) <= 1 && Math.abs(one.at - other.at) <= 1;
}
