/** Text of a group's key by code units, null last: the same order on every machine. */
const byText = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

/** How often each value occurs: most frequent first, then by name. */
export function countsOf<T extends string | null>(values: readonly T[]): readonly (readonly [T, number])[] {
  return groupsOf(values, (value) => value).map(([value, group]) => [value, group.length]);
}

/** Items by key: largest group first, then by name. */
export function groupsOf<T, K extends string | null>(
  items: readonly T[],
  keyOf: (item: T) => K,
): readonly (readonly [K, readonly T[]])[] {
  return [...Map.groupBy(items, keyOf)].toSorted(
    ([a, left], [b, right]) => right.length - left.length || byText(a, b),
  );
}
