import type { Delivery, Records } from '@leadline/contracts';
import { type LeadNews, newsOfDecision } from '@leadline/domain';
import {
  type ContentPlace,
  keepContents,
  type LiveConnection,
  mergeStatus,
  RebuildWatch,
} from '@leadline/live';
import type { Stage } from '@leadline/stream';
import { unwritable, VIEW_MS } from './projector.ts';

type Projected = 'DecisionRecorded' | 'ContentStored';
/** Where a decision about a lead lies, or a content that decisions name. */
type Place = { readonly lead: LeadNews } | { readonly content: ContentPlace };

/**
 * Keeps in Redis where decisions lie, and what they name. A group of its own: when Redis is lost a year of decisions is read
 * again, and the status of leads, and who may change one, need not wait for that.
 */
export function decisionProjector(live: LiveConnection): Stage<Projected, null, Place, null> {
  const watch = new RebuildWatch('decisions');
  return {
    name: 'intake-decision',
    inputs: ['assignment.decision'],
    lingerMs: VIEW_MS,
    gather: () => Promise.resolve(null),
    decide: placeOf,
    async act(places) {
      const [merged, kept] = await Promise.all([
        mergeStatus(
          live,
          places.flatMap((place) => ('lead' in place ? [place.lead] : [])),
        ),
        keepContents(
          live,
          places.flatMap((place) => ('content' in place ? [place.content] : [])),
        ),
      ]);
      if (merged === 'unavailable' || kept === 'unavailable') throw unwritable();
      return places.map(() => null);
    },
    conclude: () => [],
    idle: () => watch.check(live),
  };
}

function placeOf({ record, value, partition, offset }: Delivery<Projected>): Place {
  const place = { partition, offset };
  if (record === 'DecisionRecorded')
    return { lead: newsOfDecision(value as Records['DecisionRecorded'], place) };
  const { tenant, hash } = value as Records['ContentStored'];
  return { content: { tenant, hash, ...place } };
}
