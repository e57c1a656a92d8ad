import type { LedgerRow, Turn } from './turn.ts';
import { moveLead, originOf, put, setLoad } from './turn.ts';
import type { LeadStatus } from './rows.ts';
import { RETENTION, settledKey, unsettle } from './settled.ts';
import { loadOf, type Lead } from './state.ts';

type End = 'quarantined' | 'duplicate' | 'parked' | 'closed';

/** What is said of a lead's end. */
export interface Ending {
  readonly reason: string;
  readonly reasons?: readonly string[];
  readonly duplicateOf?: string;
  readonly outcome?: string;
}

/** Puts an end to a lead: it leaves the line and its payload goes; what dedupe and a split need stays. */
export function settle(
  turn: Turn,
  lead: Lead,
  state: End,
  ending: Ending,
  row: Partial<LedgerRow> = {},
): void {
  const { leadId } = lead.status;
  const { meta, derived } = turn.state;
  const status: Partial<LeadStatus> = {
    state,
    since: meta.now,
    reason: ending.reason,
    reasons: ending.reasons ?? [],
    duplicateOf: ending.duplicateOf ?? null,
    outcome: ending.outcome ?? null,
    deadline: null,
  };
  derived.line.delete(leadId);
  unsettle(turn.state, lead);
  derived.settled.set(settledKey(meta.seq + 1), leadId);
  derived.pruneAt = Math.min(derived.pruneAt, meta.appendedAt + RETENTION);
  const said = { kind: state, reason: ending.reason, duplicateOf: ending.duplicateOf ?? null };
  const moved = moveLead(turn, lead, { ...said, ...row }, status, {
    settled: { at: meta.appendedAt, seq: meta.seq + 1 },
    escalated: false,
  });
  if (state !== 'duplicate' && turn.state.payloads.has(leadId)) put(turn, 'payloads', leadId, undefined);
  const { since, duplicateOf, outcome } = moved.status;
  turn.settled.push({
    ...originOf(moved.status),
    state,
    at: since,
    reason: ending.reason,
    duplicateOf,
    outcome,
  });
}

/** One lead or deal less for a rep. */
export function freeLoad(turn: Turn, repId: string): void {
  setLoad(turn, repId, { open: loadOf(turn.state, repId).open - 1 });
}

/** Closes an assigned or waiting lead; returns the rep whose load that frees, if any. */
export function closeLead(turn: Turn, lead: Lead, outcome: string): string | null {
  const repId = lead.status.state === 'assigned' ? lead.status.repId : null;
  if (repId !== null) freeLoad(turn, repId);
  settle(turn, lead, 'closed', { reason: outcome, outcome }, { repId });
  return repId;
}
