import type { Match } from './question.ts';

/** The longest without a new lead first; reps in the order of their ids. */
export function byRotation(a: Match, b: Match): number {
  return a.pointer - b.pointer || (a.rep < b.rep ? -1 : 1);
}
