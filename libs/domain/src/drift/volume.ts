import { exp, log } from '../shared/math.ts';

/** Days differ at least so much that this is the variance over the mean. */
const LEAST_DISPERSION = 1.5;

/** 0.99 quantile of the standard normal distribution. */
const Z = 2.326;

/**
 * Mean of days' counts, and their variance over the mean. As days are few, the variance is the upper end of its one-sided 99 %
 * interval: (n − 1)s² over the 1 % point of chi-square with n − 1 degrees of freedom, by Wilson and Hilferty's cube (1931).
 */
export function spreadOfDays(counts: readonly number[]): {
  readonly perDay: number;
  readonly dispersion: number;
} {
  const mean = counts.reduce((sum, one) => sum + one, 0) / Math.max(1, counts.length);
  const squares = counts.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
  const variance = squares / lowPoint(Math.max(1, counts.length - 1));
  return { perDay: mean, dispersion: Math.max(LEAST_DISPERSION, mean === 0 ? 0 : variance / mean) };
}

/** 1 % point of chi-square with k degrees of freedom. */
function lowPoint(k: number): number {
  const spread = 2 / (9 * k);
  const root = Math.max(0.1, 1 - spread - Z * Math.sqrt(spread));
  return k * root * root * root;
}

/**
 * At most the chance that a day has so few, or so many, leads as `count`, if days vary as a negative binomial law with that mean
 * and variance / mean: Chernoff's bound e^-D, D = x ln(x/μ) − (x+r) ln((x+r)/(μ+r)), r = μ / (dispersion − 1).
 */
export function chanceOfVolume(count: number, perDay: number, dispersion: number): number {
  if (perDay <= 0) return 1;
  const r = perDay / (Math.max(LEAST_DISPERSION, dispersion) - 1);
  const own = count === 0 ? 0 : count * log(count / perDay);
  return exp(-Math.max(0, own - (count + r) * log((count + r) / (perDay + r))));
}
