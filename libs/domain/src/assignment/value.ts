import { sigmoid } from '../shared/math.ts';
import type { Policy } from './policy.ts';

const MILLION = 1_000_000;
/** 90 million: its product with a million stays an exact whole number. */
const MOST_CENTS = 9_000_000_000;

/** P(win) in millionths, from a logit in millionths and the rep's load. */
export function winChance(logit: number, share: number, policy: Policy): number {
  const congestion = Math.round((policy.congestion.perOpenShare * share) / MILLION);
  return Math.round(MILLION * sigmoid((logit - congestion) / MILLION));
}

/** Load as a share of capacity, in millionths. */
export function loadShare(open: number, capacity: number): number {
  return Math.floor((open * MILLION) / Math.max(capacity, 1));
}

/** What a match is worth by the policy's objective: cents of expected value, or millionths of a win. */
export function worthOf(chance: number, expectedValue: number, policy: Policy): number {
  if (policy.objective === 'probability') return chance;
  const cents = Math.min(Math.max(Math.round(expectedValue * 100), 0), MOST_CENTS);
  return Math.floor((chance * cents) / MILLION);
}
