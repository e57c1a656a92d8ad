/** A span of the rep's local time, epoch ms as if UTC; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Leave and holidays, in order and apart. */
export type Away = readonly Span[];

/** Spans in order, those that touch joined, empty ones left out: what says the same is the same. */
export function joinedSpans(spans: readonly Span[]): Away {
  const joined: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (to <= from) continue;
    const last = joined.at(-1);
    if (last === undefined || last.to < from) joined.push({ from, to });
    else if (last.to < to) joined[joined.length - 1] = { from: last.from, to };
  }
  return joined;
}

/** Whether a local time falls into leave or a holiday. */
export function isAway(away: Away, local: number): boolean {
  let [low, high] = [0, away.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((away[middle]?.to ?? 0) <= local) low = middle + 1;
    else high = middle;
  }
  const first = away[low];
  return first !== undefined && first.from <= local;
}

/** What of a growing quantity, such as working time, falls into spans up to a local time. */
export function withinSpans(away: Away, local: number, until: (local: number) => number): number {
  let sum = 0;
  for (const { from, to } of away) {
    if (from >= local) break;
    sum += until(to < local ? to : local) - until(from);
  }
  return sum;
}
