import type { End } from './ends.ts';
import { type Example, hasEnded, type WatchedDeal } from './example.ts';
import { endsKnown, latestEnd } from './label-lag.ts';
import { soundlyWatched } from './trainable.ts';

/** Deals that are watched, as rows of a table. */
export interface Watched {
  /** By row; undefined: it is not watched, only its end has brought it here. */
  readonly ends: readonly (End | undefined)[];
  /** All rows, in time order. */
  readonly rows: Uint32Array;
}

/** Of the watched deals those that are no examples, in time order: without what breaks the contract of outcomes. */
export function besidesOf(examples: readonly Example[], watched: readonly WatchedDeal[]): WatchedDeal[] {
  const known = new Set<WatchedDeal>(examples);
  return soundlyWatched(watched)
    .filter((deal) => !known.has(deal))
    .toSorted((a, b) => a.occurredAt - b.occurredAt);
}

/**
 * How far the ends of those rows that are watched could be known, by kind of deal where it has ends enough. Undefined: the
 * examples do not say how long ends take.
 */
export function watchedIn(
  rows: readonly WatchedDeal[],
  watched: readonly WatchedDeal[],
): Watched | undefined {
  const ended = rows.filter(hasEnded);
  const latest = latestEnd(ended);
  const ofAll = endsKnown(ended, latest);
  if (ofAll === null) return undefined;
  const byKind = Map.groupBy(ended, kindOf);
  const ofKind = new Map([...byKind].map(([kind, of]) => [kind, endsKnown(of, latest) ?? ofAll]));
  const among = new Set(watched);
  const ends = rows.map((deal) => {
    if (!among.has(deal)) return undefined;
    return { ...(ofKind.get(kindOf(deal)) ?? ofAll)(deal.occurredAt), open: !hasEnded(deal) };
  });
  const byTime = (a: number, b: number): number => rows[a]!.occurredAt - rows[b]!.occurredAt || a - b;
  return { ends, rows: Uint32Array.from([...rows.keys()].toSorted(byTime)) };
}

const kindOf = ({ lead }: WatchedDeal): string => lead.dealType ?? '';
