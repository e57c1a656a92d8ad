/** How long things took: ms, by nearest rank. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Each percentile the middle one of several spreads, the lower of the middle two: a moment at which the machine was busy is left out. */
export function middleSpread(spreads: readonly (Spread | null)[]): Spread | null {
  const known = spreads.filter((one) => one !== null);
  if (known.length === 0) return null;
  const middleOf = (of: (one: Spread) => number): number =>
    known.map(of).toSorted((a, b) => a - b)[Math.floor((known.length - 1) / 2)]!;
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    p50: middleOf(({ p50 }) => p50),
    p95: middleOf(({ p95 }) => p95),
    p99: middleOf(({ p99 }) => p99),
  };
}

/** The percentiles of durations in any order; null of nothing. */
export function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number): number => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
