/**
 * Whether a text lies in one of many spans: `bounds` are the first text of each and the first one beyond it, ascending. Texts are
 * compared by code units, so that a span of prefixes holds all that begins with them.
 */
export function isBetween(text: string, bounds: readonly string[]): boolean {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? '') <= text) low = middle + 1;
    else high = middle;
  }
  // An odd number of bounds at or below the text: a span has begun and has not ended.
  return low % 2 === 1;
}

/** Whether a value of a policy that comes in JSON can be asked by isBetween. */
export function areBounds(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length % 2 === 1) return false;
  const bounds: readonly unknown[] = value;
  return bounds.every((bound, index) => {
    const before = index === 0 ? '' : bounds[index - 1];
    return typeof bound === 'string' && typeof before === 'string' && before < bound;
  });
}
