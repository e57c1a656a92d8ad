import type { Delivery, Records } from '@leadline/contracts';
import {
  type LeadNews,
  newsOfDecision,
  newsOfOutreach,
  newsOfReceived,
  newsOfStatus,
} from '@leadline/domain';
import {
  type ContentPlace,
  keepContents,
  type LiveConnection,
  mergeStatus,
  RebuildWatch,
} from '@leadline/live';
import { type Stage, Transient } from '@leadline/stream';

type Projected =
  | 'LeadReceived'
  | 'LeadStatus'
  | 'OutreachSent'
  | 'OutreachSkipped'
  | 'OutreachFailed'
  | 'DecisionRecorded'
  | 'ContentStored';

/** News of a lead, or where a content lies that decisions name. */
interface News {
  readonly lead: LeadNews | null;
  readonly content: ContentPlace | null;
}

/** Keeps the read model of leads in Redis: merging commutes, so order and repeats do not matter. */
export function statusProjector(live: LiveConnection): Stage<Projected, null, News, null> {
  const watch = new RebuildWatch();
  return {
    name: 'intake-status',
    inputs: [
      'lead.received',
      'lead.status',
      'outreach.sent',
      'outreach.skipped',
      'outreach.failed',
      'assignment.decision',
    ],
    gather: () => Promise.resolve(null),
    decide: newsOf,
    async act(news) {
      const [merged, kept] = await Promise.all([
        mergeStatus(
          live,
          news.flatMap(({ lead }) => (lead === null ? [] : [lead])),
        ),
        keepContents(
          live,
          news.flatMap(({ content }) => (content === null ? [] : [content])),
        ),
      ]);
      if (merged === 'unavailable' || kept === 'unavailable')
        throw new Transient('LEADLINE_REDIS_UNAVAILABLE', 'The read model cannot be written now.');
      return news.map(() => null);
    },
    conclude: () => [],
    idle: () => watch.check(live),
  };
}

function newsOf({ record, value, timestamp, partition, offset }: Delivery<Projected>): News {
  const place = { partition, offset };
  if (record === 'ContentStored') {
    const { tenant, hash } = value as Records['ContentStored'];
    return { lead: null, content: { tenant, hash, ...place } };
  }
  const news: Readonly<Record<Exclude<Projected, 'ContentStored'>, () => LeadNews | null>> = {
    LeadReceived: () => newsOfReceived(value as Records['LeadReceived'], place),
    LeadStatus: () => newsOfStatus(value as Records['LeadStatus'], timestamp),
    OutreachSent: () => newsOfOutreach('sent', value as Records['OutreachSent']),
    OutreachSkipped: () => newsOfOutreach('skipped', value as Records['OutreachSkipped']),
    OutreachFailed: () => newsOfOutreach('failed', value as Records['OutreachFailed']),
    DecisionRecorded: () => newsOfDecision(value as Records['DecisionRecorded'], place),
  };
  return { lead: news[record](), content: null };
}
