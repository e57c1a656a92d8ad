import { log } from '@leadline/domain';
import type { Known } from './label-lag.ts';

/** How far the end of a deal could be known, and whether it is. */
export interface End extends Known {
  readonly open: boolean;
}

/** By deal; undefined: it has ended for sure, or nothing is said of those that have not. */
export type Ends = (deal: number) => End | undefined;

/** What a deal says of its log-odds: score, expected information, and the log of how likely it is that it stands as it does. */
export interface Said {
  readonly error: number;
  readonly weight: number;
  readonly likelihood: number;
}

/** Where almost all ends are known, that one is not says nothing that could be computed. */
const LEAST = 1e-9;

/**
 * Of a deal that is won with probability p and may be open still: it has been won by now with p x won, lost with (1 - p) x lost,
 * and is open else (the likelihood of delayed feedback, Chapelle, 2014, with losses that have dates as well).
 */
export function saidBy(p: number, won: number, end: End | undefined): Said {
  const complete = p * (1 - p);
  const open = end === undefined ? 0 : 1 - p * end.won - (1 - p) * end.lost;
  if (end?.open === true && open < LEAST) return { error: 0, weight: 0, likelihood: 0 };
  if (end === undefined || open < LEAST)
    return { error: won - p, weight: complete, likelihood: log(Math.max(won === 1 ? p : 1 - p, 1e-300)) };
  const leaning = end.won - end.lost;
  return {
    error: end.open ? (-complete * leaning) / open : won - p,
    weight: complete * ((1 - p) * end.won + p * end.lost + (complete * leaning * leaning) / open),
    likelihood: log(Math.max(end.open ? open : won === 1 ? p : 1 - p, 1e-300)),
  };
}
