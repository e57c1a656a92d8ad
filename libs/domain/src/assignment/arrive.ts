import { admit } from './admit.ts';
import { ENGINE } from './context.ts';
import type { LeadEvent } from './events.ts';
import { applyHeld } from './follow-up.ts';
import type { LeadStatus } from './rows.ts';
import { settle } from './settle.ts';
import { RETENTION, unsettle } from './settled.ts';
import type { Lead } from './state.ts';
import { moveLead, type Turn } from './turn.ts';

const TOO_OLD = 'TOO_OLD_TO_DEDUPE';

function statusOf(turn: Turn, { value }: LeadEvent, known: Lead | undefined): LeadStatus {
  const { tenant, workspace, meta } = turn.state;
  const { leadId, attempt, occurredAt, receivedAt, stages } = value;
  return {
    leadId,
    tenant,
    workspace,
    attempt,
    occurredAt,
    receivedAt,
    state: 'waiting',
    since: meta.now,
    repId: null,
    previousRepId: null,
    reason: null,
    reasons: [],
    path: null,
    duplicateOf: null,
    possibleDuplicates: [],
    outcome: null,
    deadline: null,
    engine: ENGINE,
    policyVersion: null,
    modelVersion: null,
    capsuleHash: null,
    propensity: null,
    redelivered: known?.status.redelivered ?? 0,
    seq: meta.seq,
    stages,
  };
}

function leadOf(turn: Turn, event: LeadEvent, known: Lead | undefined): Lead {
  return {
    status: statusOf(turn, event, known),
    personKey: event.record === 'LeadParked' ? null : event.value.personKey,
    preferredRepId: null,
    declined: [],
    commands: [],
    arrival: turn.state.meta.seq + 1,
    worth: 0,
    escalated: false,
    settled: null,
  };
}

/** Whether an arrival repairs what the workspace knows of its lead; else it is a redelivery. */
function repairs(event: LeadEvent, { status }: Lead): boolean {
  const { attempt } = event.value;
  if (status.state !== 'parked' && status.state !== 'quarantined') return false;
  if (attempt > status.attempt) return true;
  const redriven = status.state === 'parked' && event.record !== 'LeadParked' && status.reason !== TOO_OLD;
  return redriven && attempt === status.attempt;
}

/** What parks the lead, if anything does. */
function parkingReason(
  turn: Turn,
  event: LeadEvent,
  known: Lead | undefined,
  refused: string | null,
): string | null {
  if (event.record === 'LeadParked') return event.value.errorCode;
  if (refused !== null) return refused;
  return known === undefined && event.value.receivedAt < turn.state.meta.appendedAt - RETENTION
    ? TOO_OLD
    : null;
}

/**
 * A lead arrives. The first accepted arrival stands: another of the same attempt changes nothing, unless the lead is
 * parked, where it is the repair. `refused` parks the lead with that code.
 */
export function arrive(turn: Turn, event: LeadEvent, refused: string | null = null): void {
  const known = turn.state.leads.get(event.value.leadId);
  if (known !== undefined && !repairs(event, known)) {
    const redelivered = known.status.redelivered + 1;
    moveLead(turn, known, { kind: 'redelivered' }, { redelivered });
    return;
  }
  unsettle(turn.state, known);
  const lead = leadOf(turn, event, known);
  const parked = parkingReason(turn, event, known, refused);
  if (parked !== null) settle(turn, lead, 'parked', { reason: parked });
  else if (event.record === 'LeadQuarantined') {
    const { reasons } = event.value;
    settle(turn, lead, 'quarantined', { reason: reasons[0] ?? 'UNKNOWN', reasons });
  } else if (event.record === 'LeadScored') admit(turn, lead, event.value);
  applyHeld(turn, event.value.leadId);
}
