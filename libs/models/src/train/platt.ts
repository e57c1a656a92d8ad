import { sigmoid } from '@leadline/domain';
import type { Judged } from './metrics.ts';

/** A correction of log-odds: intercept + slope x log-odds. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
}

const ROUNDS = 25;
const CONVERGED = 1e-9;
/** A step is at most so long: where far more is won than was said a whole one would leap over the summit, further each time. */
const LONGEST = 1;

/**
 * Regresses outcomes on log-odds (Platt scaling): a good model gets intercept 0 and slope 1, and is pulled there by `precision`,
 * 1 / variance of the prior of both. `added`: log-odds that count as they are, by deal.
 */
export function fitPlatt(judged: readonly Judged[], precision: number, added?: Float64Array): Line {
  let [intercept, slope] = [0, 1];
  for (let round = 0; round < ROUNDS; round += 1) {
    let [g0, g1] = [-precision * intercept, -precision * (slope - 1)];
    let [h00, h01, h11] = [precision, 0, precision];
    for (const [index, { logit, won }] of judged.entries()) {
      const p = sigmoid(intercept + slope * logit + (added?.[index] ?? 0));
      const error = (won ? 1 : 0) - p;
      const weight = p * (1 - p);
      g0 += error;
      g1 += error * logit;
      h00 += weight;
      h01 += weight * logit;
      h11 += weight * logit * logit;
    }
    const determinant = h00 * h11 - h01 * h01;
    const steps = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant] as const;
    const longest = Math.max(...steps.map(Math.abs));
    const share = Math.min(1, LONGEST / longest);
    intercept += share * steps[0];
    slope += share * steps[1];
    if (longest < CONVERGED) break;
  }
  return { intercept, slope };
}

/**
 * Only the intercept of {@link fitPlatt}, for log-odds whose slope is right: how far their level is off, pulled to "not at all" by
 * `precision`.
 */
export function fitLevel(judged: readonly Judged[], precision: number): number {
  let level = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let [gradient, weights] = [-precision * level, precision];
    for (const { logit, won } of judged) {
      const p = sigmoid(level + logit);
      gradient += (won ? 1 : 0) - p;
      weights += p * (1 - p);
    }
    const step = Math.max(-LONGEST, Math.min(LONGEST, gradient / weights));
    level += step;
    if (Math.abs(step) < CONVERGED) break;
  }
  return level;
}
