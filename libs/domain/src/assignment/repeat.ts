import type { LeadStatus } from './rows.ts';
import type { Lead } from './state.ts';
import { moveLead, put, record, type Turn } from './turn.ts';

/**
 * An arrival that was here before is counted. Of a lead that was handed on no status is written: topics keep the newest by lead, and
 * that of the workspace that has it would be lost.
 */
export function repeat(
  turn: Turn,
  lead: Lead,
  facts: Partial<Lead> = {},
  status: Partial<LeadStatus> = {},
): void {
  const { leadId, attempt, state, redelivered } = lead.status;
  const counted = { redelivered: redelivered + 1 };
  if (state !== 'transferred') {
    moveLead(turn, lead, { kind: 'redelivered' }, { ...status, ...counted }, facts);
    return;
  }
  record(turn, { kind: 'redelivered', leadId, attempt });
  put(turn, 'leads', leadId, { ...lead, status: { ...lead.status, ...counted } });
}
