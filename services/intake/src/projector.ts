import type { Delivery, Records } from '@leadline/contracts';
import { type LeadNews, newsOfOutreach, newsOfReceived, newsOfStatus } from '@leadline/domain';
import { type LiveConnection, mergeStatus, RebuildWatch } from '@leadline/live';
import { type Stage, Transient } from '@leadline/stream';

type Projected = 'LeadReceived' | 'LeadStatus' | 'OutreachSent' | 'OutreachSkipped' | 'OutreachFailed';

/** So long is the log left alone by what shows leads, ms. At a hundred leads a second two views would ask for each record by itself. */
export const VIEW_MS = 100;

/** Keeps the read model of leads in Redis: merging commutes, so order and repeats do not matter. */
export function statusProjector(live: LiveConnection): Stage<Projected, null, LeadNews | null, null> {
  const watch = new RebuildWatch('leads');
  return {
    name: 'intake-status',
    inputs: ['lead.received', 'lead.status', 'outreach.sent', 'outreach.skipped', 'outreach.failed'],
    lingerMs: VIEW_MS,
    gather: () => Promise.resolve(null),
    decide: newsOf,
    async act(news) {
      const merged = await mergeStatus(
        live,
        news.filter((one) => one !== null),
      );
      if (merged === 'unavailable') throw unwritable();
      return news.map(() => null);
    },
    conclude: () => [],
    idle: () => watch.check(live),
  };
}

function newsOf({ record, value, timestamp, partition, offset }: Delivery<Projected>): LeadNews | null {
  const news: Readonly<Record<Projected, () => LeadNews | null>> = {
    LeadReceived: () => newsOfReceived(value as Records['LeadReceived'], { partition, offset }),
    LeadStatus: () => newsOfStatus(value as Records['LeadStatus'], timestamp),
    OutreachSent: () => newsOfOutreach('sent', value as Records['OutreachSent']),
    OutreachSkipped: () => newsOfOutreach('skipped', value as Records['OutreachSkipped']),
    OutreachFailed: () => newsOfOutreach('failed', value as Records['OutreachFailed']),
  };
  return news[record]();
}

/** The record waits until Redis is back. */
export const unwritable = (): Transient =>
  new Transient('LEADLINE_REDIS_UNAVAILABLE', 'The read model cannot be written now.');
