import { drain } from './drain.ts';
import { route } from './route.ts';
import { freeLoad } from './settle.ts';
import type { Lead } from './state.ts';
import { record, type Turn } from './turn.ts';
import { takeWork } from './work.ts';

function refusal(turn: Turn, lead: Lead, target: string | null): string | null {
  if (target === null) return null;
  const rep = turn.state.reps.get(target);
  if (rep === undefined) return 'REP_UNKNOWN';
  if (!rep.active) return 'REP_INACTIVE';
  return lead.status.state === 'assigned' && lead.status.repId === target ? 'SAME_REP' : null;
}

/** Takes an open lead from its rep, and gives it to the named one, or to the best of the others. */
export function reassign(turn: Turn, lead: Lead, target: string | null): void {
  const { leadId, state, attempt, repId } = lead.status;
  const payload = turn.state.payloads.get(leadId);
  const reason = payload === undefined ? 'NO_PAYLOAD' : refusal(turn, lead, target);
  if (payload === undefined || reason !== null)
    return record(turn, { kind: 'ignored', leadId, attempt, reason });
  const from = state === 'assigned' ? repId : null;
  if (from !== null) {
    freeLoad(turn, from);
    takeWork(turn, from, lead);
    record(turn, { kind: 'released', leadId, attempt, repId: from, reason: 'COMMANDED' });
  }
  const declined = from === null || target !== null ? lead.declined : [...lead.declined, from];
  const previousRepId = from ?? lead.status.previousRepId;
  const status = { ...lead.status, attempt: attempt + 1, previousRepId, deadline: null };
  turn.state.derived.line.delete(leadId);
  route(turn, { ...lead, declined, status }, payload, target);
  if (from !== null) drain(turn, from);
}
