/**
 * The first so many by an order, in that order; of equals, whoever comes first. What `toSorted(order).slice(0, count)` gives,
 * without putting all the others in order.
 */
export function leading<T>(all: readonly T[], order: (a: T, b: T) => number, count: number): readonly T[] {
  if (count >= all.length) return all.toSorted(order);
  const first: T[] = [];
  for (const one of all) {
    const place = first.findLastIndex((other) => order(other, one) <= 0) + 1;
    if (place === count) continue;
    first.splice(place, 0, one);
    if (first.length > count) first.pop();
  }
  return first;
}
