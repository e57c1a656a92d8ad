import type { LeadScored, LeadTransferred } from './events.ts';
import { identify, meet, type Met } from './identify.ts';
import { payloadOf } from './payload.ts';
import { route } from './route.ts';
import type { PossibleDuplicate } from './rows.ts';
import { settle } from './settle.ts';
import type { Lead } from './state.ts';
import { put, putTraits, record, type Turn } from './turn.ts';
import { countUsual } from './usual.ts';

/** Possible duplicates that a lead shows. */
const SHOWN = 3;

const isInWork = ({ lead }: Met): boolean =>
  lead.status.state === 'assigned' || lead.status.state === 'waiting';

/** Leads of the same person, surely or not, as a status shows them. */
export function shownAs(met: readonly Met[]): PossibleDuplicate[] {
  return met
    .slice(0, SHOWN)
    .map(({ lead, match: { score, evidence } }) => ({ leadId: lead.status.leadId, score, evidence }));
}

/** Lets a lead in: as a duplicate where its person is surely in work already, else on to a rep, with what it may repeat. */
export function admit(turn: Turn, lead: Lead, scored: LeadScored | LeadTransferred): void {
  const { leadId, attempt } = lead.status;
  const payload = payloadOf(turn, scored);
  put(turn, 'payloads', leadId, payload);
  putTraits(turn, leadId, scored.identity);
  const met = identify(turn.state, lead);
  const sure = met.filter(({ match }) => match.verdict === 'same');
  meet(turn.state, lead);
  const first = sure.find(isInWork);
  if (first !== undefined) {
    const { evidence } = first.match;
    return settle(turn, lead, 'duplicate', {
      reason: 'SAME_PERSON',
      reasons: evidence,
      duplicateOf: first.lead.status.leadId,
    });
  }
  const possibleDuplicates = shownAs(met.filter(({ match }) => match.verdict === 'unsure'));
  for (const { leadId: duplicateOf, score, evidence } of possibleDuplicates)
    record(turn, {
      kind: 'possible-duplicate',
      leadId,
      attempt,
      duplicateOf,
      reason: `${evidence.join(' ')} ${score}`,
    });
  const earlier = sure.toSorted((a, b) => b.lead.arrival - a.lead.arrival)[0]?.lead;
  const preferredRepId = earlier?.status.repId ?? earlier?.preferredRepId ?? null;
  const admitted = { ...lead, preferredRepId, status: { ...lead.status, possibleDuplicates } };
  route(turn, admitted, payload);
  countUsual(turn, payload.routable);
}
