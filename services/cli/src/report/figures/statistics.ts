/** 0.975 quantile of the standard normal distribution: intervals are at 95 %. */
const Z = 1.959963984540054;
/** Fewer values than this, and a mean's normal approximation says too little. */
const LEAST_FOR_MEAN = 30;

/** `count` of `of`; `rate`, `low` and `high` are shares from 0 to 1, null when there is nothing to count in. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly rate: number | null;
  /** Ends of the 95 % Wilson score interval. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A share with its Wilson score interval (E. B. Wilson, 1927), which also holds for few leads and for rates near 0 and 1. */
export function rateOf(count: number, of: number): Rate {
  if (of === 0) return { count, of, rate: null, low: null, high: null };
  const rate = count / of;
  const square = (Z * Z) / of;
  const centre = (rate + square / 2) / (1 + square);
  const half = (Z * Math.sqrt((rate * (1 - rate)) / of + square / of / 4)) / (1 + square);
  return { count, of, rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** How values are spread: quantiles, and of how many values. Null of nothing. */
export interface Spread {
  readonly count: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).toSorted();
  const at = (p: number): number | null => quantile(sorted, p);
  return { count: values.length, p50: at(0.5), p90: at(0.9), p95: at(0.95) };
}

/** Linear between the two values next to the rank, as `quantile_cont` of SQL (Hyndman and Fan, type 7). */
function quantile(sorted: Float64Array, p: number): number | null {
  if (sorted.length === 0) return null;
  const rank = p * (sorted.length - 1);
  const below = sorted[Math.floor(rank)]!;
  return below + (rank - Math.floor(rank)) * (sorted[Math.ceil(rank)]! - below);
}

/** Sum and mean of so many values. */
export interface Total {
  readonly count: number;
  readonly sum: number;
  readonly mean: number | null;
  /** Ends of the mean's 95 % interval by normal approximation; null below 30 values. */
  readonly low: number | null;
  readonly high: number | null;
}

export function totalOf(values: readonly number[]): Total {
  const count = values.length;
  const sum = sumOf(values);
  if (count === 0) return { count, sum, mean: null, low: null, high: null };
  const mean = sum / count;
  if (count < LEAST_FOR_MEAN) return { count, sum, mean, low: null, high: null };
  const variance = sumOf(values.map((value) => (value - mean) ** 2)) / (count - 1);
  const half = Z * Math.sqrt(variance / count);
  return { count, sum, mean, low: mean - half, high: mean + half };
}

/** Sum with what rounding loses added at the end (Neumaier, 1974): the order in which topics are read changes no digit. */
function sumOf(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
