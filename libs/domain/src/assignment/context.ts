import type { ZoneOffsets } from './hours.ts';

/** Number of this decision engine. It rises when a change alters any decision's bytes; see engines.ts. */
export const ENGINE = 2;
/** Layout of the compacted state. */
export const LAYOUT = 1;

/** SHA-256 of a text (UTF-8), hexadecimal. */
export type Sha256 = (text: string) => string;

/** What a fold needs besides the event. */
export interface FoldContext {
  /** Offset of the event on its log. */
  readonly offset: number;
  /** Broker's append time of the event, epoch ms. */
  readonly appendedAt: number;
  readonly sha256: Sha256;
  /** Id of the API key with which the event came from outside; null or absent: without one. */
  readonly key?: string | null;
  /** Secret of what exploration draws; without one nothing is explored. A log folds to the same rows with the same salt only. */
  readonly salt?: string | undefined;
  /** Offsets of an IANA zone from a pinned database; null for an unknown name. Must give equal data on every run. */
  zone(name: string): ZoneOffsets | null;
}
