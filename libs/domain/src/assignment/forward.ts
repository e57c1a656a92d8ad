import type { FollowUp, LeadEvent } from './events.ts';
import { RETENTION, settledKey } from './settled.ts';
import type { Lead } from './state.ts';
import { put, record, type Turn } from './turn.ts';

/**
 * Sends what comes for a lead on to the workspace that has it. `ends`: with this the lead is at its end there, and is forgotten
 * here as any lead at its end.
 */
export function forward(turn: Turn, lead: Lead, event: LeadEvent | FollowUp, ends = false): void {
  const { leadId, attempt } = lead.status;
  const { to = '' } = lead;
  record(turn, { kind: 'forwarded', leadId, attempt, reason: to });
  turn.sent.push({ ...event, value: { ...event.value, workspace: to } } as typeof event);
  put(turn, 'leads', leadId, ends ? settled(turn, lead) : lead);
}

function settled(turn: Turn, lead: Lead): Lead {
  const { meta, derived } = turn.state;
  if (lead.settled !== null) return lead;
  derived.settled.set(settledKey(meta.seq), lead.status.leadId);
  derived.pruneAt = Math.min(derived.pruneAt, meta.appendedAt + RETENTION);
  return { ...lead, settled: { at: meta.appendedAt, seq: meta.seq } };
}
