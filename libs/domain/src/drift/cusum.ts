import { exp, log } from '../shared/math.ts';

/**
 * Sequential test of whether bad events have become more frequent than a share: Page's cumulative sum of log-likelihood ratios
 * (E. S. Page, Continuous inspection schemes, Biometrika 1954). As likelihood ratios have mean 1 or less while the true share is
 * `max` or less, the chance that a sum which may begin at any of n trials ever reaches h is at most n·e^-h (Ville's inequality
 * and a union over the beginnings; the argument of Lorden, Annals of Mathematical Statistics 1971). It knows the sample size by
 * itself: a few trials can move it only so far.
 */
export interface Cusum {
  /** What a bad trial adds, and a good one. */
  readonly gain: number;
  readonly loss: number;
  score: number;
  /** Since the score was last 0, which is the estimate of when a change began: instant of the first trial, trials, bad ones. */
  since: number;
  trials: number;
  bad: number;
}

/** A share of 0 is taken for one in a thousand: one typing error breaks no contract. */
const LEAST = 0.001;
/** How far a share may have gone on its way from `max` to 1: a little, half, all but 2 %. Each is watched for by a sum of its own. */
const SHIFTS = [0.05, 0.5, 0.98] as const;

/** Sums that watch for a share above `max` (0 to 1); empty where there is nothing above. */
export function cusumsOf(max: number): readonly Cusum[] {
  const before = Math.max(LEAST, max);
  if (before >= 1) return [];
  return SHIFTS.map((shift) => {
    const after = before + (1 - before) * shift;
    const gain = log(after / before);
    return { gain, loss: log((1 - after) / (1 - before)), score: 0, since: 0, trials: 0, bad: 0 };
  });
}

/** One more trial. Changes the sum in place. */
export function step(sum: Cusum, isBad: boolean, at: number): void {
  if (sum.score === 0) Object.assign(sum, { since: at, trials: 0, bad: 0 });
  sum.trials += 1;
  if (isBad) sum.bad += 1;
  sum.score = Math.max(0, sum.score + (isBad ? sum.gain : sum.loss));
}

/** Begins anew. */
export function reset(sum: Cusum): void {
  Object.assign(sum, { score: 0, since: 0, trials: 0, bad: 0 });
}

/** At most the chance that unchanged traffic makes any of `sums` sums reach the score within `trials` trials each, 0 to 1. */
export const chanceOf = (score: number, sums: number, trials: number): number =>
  Math.min(1, sums * trials * exp(-score));
