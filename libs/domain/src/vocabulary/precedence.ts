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
  readonly yields?: boolean;
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
  hits: readonly Hit[],
  entries: readonly RankedEntry[],
  { phrasing, tokens, breaks, purposes }: Phrased,
): Hit | null {
  const head = headOf(hits, entries, joinedAt(brokenAt(phrasing, tokens, breaks), tokens, purposes));
  if (head !== null) return head;
  const parts = brokenAtSlashes(brokenAt(phrasing, tokens, purposes));
  const named = (some: readonly Hit[]): Hit | null =>
    lastNoun(inFirstPhrase(some, entries, brokenAt(parts, tokens, breaks)), entries) ??
    firstOf(inFirstPhrase(some, entries, parts), entries);
  const first = named(hits);
  return first === null
    ? firstOf(hits, entries)
    : (insteadOf(first, hits, entries, phrasing, named) ?? first);
}

/** What a later phrase names, if the entry of what the first one names gives way: `Project Manager - Finance`. */
function insteadOf(
  first: Hit,
  hits: readonly Hit[],
  entries: readonly RankedEntry[],
  { starts, slashes }: Phrasing,
  named: (hits: readonly Hit[]) => Hit | null,
): Hit | null {
  if (entries[first.entry]?.yields !== true) return null;
  const next = Math.min(...[...starts, ...slashes].filter((start) => start >= first.end));
  return named(hits.filter(({ entry, start }) => start >= next && entries[entry]?.yields !== true));
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
