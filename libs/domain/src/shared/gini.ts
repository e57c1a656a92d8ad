/** Gini coefficient of shares that are not negative: 0 where all are alike, near 1 where one has all; 0 of nothing. */
export function giniOf(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const total = ordered.reduce((sum, value) => sum + value, 0);
  const ranked = ordered.reduce((sum, value, index) => sum + (2 * index + 1 - ordered.length) * value, 0);
  return total === 0 ? 0 : ranked / (ordered.length * total);
}
