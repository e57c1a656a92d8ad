import {
  brokenAt,
  brokenAtSlashes,
  type HeadEntry,
  headOf,
  inFirstPhrase,
  joinedAt,
  type Phrasing,
} from './heads.ts';
import type { Hit } from './phrases.ts';

/** What an entry means where others are found beside it: see `Entry` in vocabulary.ts. */
export interface RankedEntry extends HeadEntry {
  readonly lead?: boolean;
  readonly noun?: boolean;
  readonly yields?: boolean | string;
}

/** A text in phrases: its marks, its tokens, and the words at which another phrase begins. */
export interface Phrased {
  readonly phrasing: Phrasing;
  readonly tokens: readonly string[];
  readonly breaks: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
}

/**
 * The hit that says what a text in phrases is: its head, else what the first phrase names that names a value. Null without hits.
 * `hits` come in the order of the text.
 */
export function bestInPhrases(
  found: readonly Hit[],
  entries: readonly RankedEntry[],
  phrased: Phrased,
): Hit | null {
  const { phrasing, tokens, breaks, purposes } = phrased;
  const hits = found.filter((hit) => !taken(hit, found, entries, phrased));
  const head = headOf(hits, entries, joinedAt(brokenAt(phrasing, tokens, breaks), tokens, purposes));
  if (head !== null) return head;
  const parts = brokenAtSlashes(brokenAt(phrasing, tokens, purposes));
  const named = (some: readonly Hit[]): Hit | null =>
    lastNoun(inFirstPhrase(some, entries, brokenAt(parts, tokens, breaks)), entries) ??
    firstOf(inFirstPhrase(some, entries, parts), entries);
  const first = named(hits);
  return first === null ? firstOf(hits, entries) : (insteadOf(first, hits, entries, phrased, named) ?? first);
}

/** Whether words that give way take what stands right before them, which names nothing: `Student Affairs Program Coordinator`. */
function taken(
  hit: Hit,
  hits: readonly Hit[],
  entries: readonly RankedEntry[],
  { phrasing: { starts, slashes }, tokens, breaks }: Phrased,
): boolean {
  const apart = starts.includes(hit.start) || slashes.includes(hit.start);
  if (apart || entries[hit.entry]?.yields !== true) return false;
  const empty = ({ entry }: Hit): boolean =>
    entries[entry]?.value === null && entries[entry].head === undefined;
  return hits.some(
    (other) =>
      empty(other) &&
      other.start < hit.start &&
      other.end >= hit.start &&
      !breaks.has(tokens[other.end - 1] ?? ''),
  );
}

/** What a later phrase names, if the entry of what the first one names gives way: `Project Manager - Finance`, `Marketing and Sales`. */
function insteadOf(
  first: Hit,
  hits: readonly Hit[],
  entries: readonly RankedEntry[],
  phrased: Phrased,
  named: (hits: readonly Hit[]) => Hit | null,
): Hit | null {
  const yields = entries[first.entry]?.yields ?? false;
  if (yields === false) return null;
  const { starts, slashes } = phrased.phrasing;
  if (yields !== true) return besideOf(first, yields, hits, entries, phrased);
  const next = Math.min(...[...starts, ...slashes].filter((start) => start >= first.end));
  const later = named(hits.filter(({ entry, start }) => start >= next && entries[entry]?.yields !== true));
  const to = later === null ? undefined : entries[later.entry]?.yields;
  return typeof to === 'string' ? (besideOf(later!, to, hits, entries, phrased) ?? later) : later;
}

/** A later hit of a value that decides in any order, side by side with the first: not what the first is of or for. */
function besideOf(
  first: Hit,
  value: string,
  hits: readonly Hit[],
  entries: readonly RankedEntry[],
  { phrasing: { starts, slashes }, tokens, breaks, purposes }: Phrased,
): Hit | null {
  const joins = [...tokens.keys()].filter(
    (at) => purposes.has(tokens[at] ?? '') && !breaks.has(tokens[at] ?? ''),
  );
  const sides = [...starts, ...slashes, ...joins];
  const after = [...tokens.keys()].filter((at) => breaks.has(tokens[at] ?? ''));
  return (
    hits.find(({ entry, start, partial }) => {
      const side = Math.max(...sides.filter((at) => at <= start));
      const own = entries[entry];
      const decides = own?.value === value && !partial && (own.noun === true || own.head !== undefined);
      const mark = Math.max(first.end, ...starts.filter((at) => at <= start));
      return decides && side >= first.end && !after.some((at) => at >= mark && at < start);
    }) ?? null
  );
}

/** The last hit, if its entry decides where it stands last. */
function lastNoun(hits: readonly Hit[], entries: readonly RankedEntry[]): Hit | null {
  const last = hits.at(-1);
  return last !== undefined && !last.partial && entries[last.entry]?.noun === true ? last : null;
}

/**
 * The hit of the entry that goes first: the first that leads, else of the first entry, a whole word before a part of one; what names a
 * value before what names none.
 */
export function firstOf(hits: readonly Hit[], entries: readonly RankedEntry[]): Hit | null {
  const lead = hits.find(({ entry, partial }) => !partial && entries[entry]?.lead === true);
  if (lead !== undefined) return lead;
  let best: Hit | null = null;
  for (const hit of hits) {
    const empty = entries[hit.entry]?.value === null;
    if (best === null || rank(hit, empty) < rank(best, entries[best.entry]?.value === null)) best = hit;
  }
  return best;
}

function rank({ entry, partial }: Hit, empty: boolean): number {
  return entry + (partial ? 0.5 : 0) + (empty ? 10_000_000 : 0);
}
