/** Values that a tally keeps. */
const MOST = 40;

/**
 * How often values occurred, with a bound on memory. Up to 40 different values are counted exactly; of more, a count may be too
 * low by at most a 41st of what was added, in whatever order it came and was merged (Misra and Gries, Finding repeated elements,
 * 1982; merging: Agarwal et al., Mergeable summaries, PODS 2012). What the counts lack is "other" to whoever knows the total.
 */
export type Tally = Map<string, number>;

export const createTally = (): Tally => new Map();

/** Changes the tally in place. */
export function addTo(tally: Tally, value: string): void {
  const known = tally.get(value);
  if (known !== undefined || tally.size < MOST) tally.set(value, (known ?? 0) + 1);
  else lower(tally, 1);
}

/** A new tally of both. */
export function mergeTallies(a: Tally, b: Tally): Tally {
  const merged = new Map(a);
  for (const [value, count] of b) merged.set(value, (merged.get(value) ?? 0) + count);
  const next = [...merged.values()].toSorted((left, right) => right - left)[MOST];
  if (next !== undefined) lower(merged, next);
  return merged;
}

/** Largest count first, then by value. */
export function ranked(tally: Tally): readonly (readonly [value: string, count: number])[] {
  return [...tally].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
}

function lower(tally: Tally, by: number): void {
  for (const [value, count] of tally)
    if (count > by) tally.set(value, count - by);
    else tally.delete(value);
}
