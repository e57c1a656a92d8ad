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

/** Seconds of a window: what else a shared machine does comes and goes within some seconds. */
const WINDOW_SECONDS = 5;

/** Percentiles of each window of a run at a fixed rate. `values`: ms, in the order in which they were meant to begin. */
export function windowsOf(values: readonly number[], perSecond: number): readonly Spread[] {
  const size = perSecond * WINDOW_SECONDS;
  const starts = Array.from({ length: Math.floor(values.length / size) }, (_, index) => index * size);
  return starts.map((from) => spread(values.slice(from, from + size))!);
}

/**
 * A percentile as it is in the middle window, half of all not above it: a moment at which the machine was busy is left out, as are the
 * program's own pauses if they are rarer than windows. Steadier than a calmer window is: there are most near the middle. NaN of none.
 */
export function middleWindow(windows: readonly Spread[], at: 'p50' | 'p99'): number {
  const sorted = windows.map((window) => window[at]).toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
}

/** The percentiles of durations in any order; null of nothing. */
export function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number): number => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
