/** The p-quantile (0 to 1) of numbers in any order, by nearest rank; null of nothing. */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? null;
}

/** p50, p95 and p99 of durations, ms. */
export function spread(values: readonly number[]): {
  p50: number | null;
  p95: number | null;
  p99: number | null;
} {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95), p99: quantile(values, 0.99) };
}
