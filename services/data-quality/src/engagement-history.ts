import { type EngagementRecorded, TOPICS } from '@leadline/contracts';
import {
  DAY,
  type EngagementIdentity,
  type EngagementRow,
  type FoundEngagement,
  forget,
  isEngagementKind,
  NO_ENGAGEMENT,
  remember,
} from '@leadline/domain';
import type { Followed, ShelfRows } from '@leadline/service-kit';

/** A row of the shelf: what was done under one key. */
export interface KeptEngagement extends EngagementRow {
  readonly key: string;
}

/** As long as the topic keeps them, so that a restart knows no less. */
const KEPT_MS = TOPICS['engagement.recorded'].retentionDays * DAY;
/** Rows that are looked at for each event that comes: all of them, again and again, at a cost that no lead notices. */
const SWEPT = 2;

/** What people have done, by each of their identities. */
export class EngagementHistory implements Followed {
  readonly topic = 'engagement.recorded' as const;
  readonly #rows: ShelfRows<KeptEngagement>;
  #sweep: Iterator<KeptEngagement>;
  /** Epoch ms; the log's own clock. */
  #newest = 0;

  constructor(rows: ShelfRows<KeptEngagement>) {
    this.#rows = rows;
    this.#sweep = rows.values()[Symbol.iterator]();
  }

  take(_key: string, recorded: EngagementRecorded | null): void {
    if (recorded === null) return;
    const { identities, eventId, kind, occurredAt, recordedAt, seconds, clicked, fields } = recorded;
    this.#newest = Math.max(this.#newest, recordedAt);
    // Of a later release: this one does not know what it means.
    if (!isEngagementKind(kind)) return;
    const event = { eventId, kind, occurredAt, recordedAt, seconds, clicked, fields };
    for (const { key } of identities)
      this.#rows.set(key, { key, ...remember(this.#rows.get(key) ?? NO_ENGAGEMENT, event) });
    for (let swept = 0; swept < SWEPT; swept += 1) this.#forgetOne();
  }

  /** What is kept under the identities. */
  of(identities: readonly EngagementIdentity[]): readonly FoundEngagement[] {
    return identities.flatMap(({ kind, key }) => {
      const row = this.#rows.get(key);
      return row === undefined ? [] : [{ foundBy: kind, row }];
    });
  }

  /** Looks at the next row; after the last one it begins anew. */
  #forgetOne(): void {
    const { done, value: seen } = this.#sweep.next();
    if (done) {
      this.#sweep = this.#rows.values()[Symbol.iterator]();
      return;
    }
    const before = this.#newest - KEPT_MS;
    if (forget(seen, before) === seen) return;
    // The row may have changed since its page was read.
    const { key } = seen;
    const left = forget(this.#rows.get(key) ?? NO_ENGAGEMENT, before);
    if (left === null) this.#rows.delete(key);
    else this.#rows.set(key, { key, ...left });
  }
}
