import { admit } from './admit.ts';
import { amend } from './amend.ts';
import { isUnfit, leadOf, nextAttempt, takenOf } from './arrival.ts';
import type { LeadEvent } from './events.ts';
import { applyHeld } from './follow-up.ts';
import { repeat } from './repeat.ts';
import { settle } from './settle.ts';
import { RETENTION, unsettle } from './settled.ts';
import type { Lead } from './state.ts';
import { record, type Turn } from './turn.ts';

const TOO_OLD = 'TOO_OLD_TO_DEDUPE';

/** Whether an arrival repairs what the workspace knows of its lead. */
function repairs(event: LeadEvent, known: Lead): boolean {
  const { attempt } = event.value;
  const { state, reason } = known.status;
  if (!isUnfit(known)) return false;
  if (attempt > takenOf(known)) return true;
  const redriven = state === 'parked' && event.record !== 'LeadParked' && reason !== TOO_OLD;
  return redriven && attempt === takenOf(known);
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

/** The lead comes for the first time, or repaired. */
function take(turn: Turn, event: LeadEvent, known: Lead | undefined, refused: string | null): void {
  unsettle(turn.state, known);
  const { leadId, attempt } = event.value;
  if (known !== undefined && attempt > takenOf(known))
    record(turn, { kind: 'amended', leadId, attempt: nextAttempt(event, known), reason: 'RESUBMITTED' });
  const lead = leadOf(turn, event, known);
  const parked = parkingReason(turn, event, known, refused);
  if (parked !== null) settle(turn, lead, 'parked', { reason: parked });
  else if (event.record === 'LeadQuarantined') {
    const { reasons } = event.value;
    settle(turn, lead, 'quarantined', { reason: reasons[0] ?? 'UNKNOWN', reasons });
  } else if (event.record === 'LeadScored') admit(turn, lead, event.value);
}

/** A lead that is in work or at its end comes with a higher attempt. One that broke on its way leaves all as it is. */
function change(turn: Turn, event: LeadEvent, known: Lead, refused: string | null): void {
  if (event.record !== 'LeadParked' && refused === null) return amend(turn, known, event);
  const reason = event.record === 'LeadParked' ? event.value.errorCode : refused;
  const { leadId, attempt } = known.status;
  return record(turn, { kind: 'ignored', leadId, attempt, reason });
}

/**
 * A lead arrives. Of the arrivals of one attempt the first accepted one stands: another changes nothing, unless the lead is
 * parked, where it is the repair. One of a higher attempt repairs a lead that is unfit, and amends any other. `refused`
 * parks the lead with that code.
 */
export function arrive(turn: Turn, event: LeadEvent, refused: string | null = null): void {
  const known = turn.state.leads.get(event.value.leadId);
  if (known === undefined || repairs(event, known)) take(turn, event, known, refused);
  else if (event.value.attempt > takenOf(known)) change(turn, event, known, refused);
  else return repeat(turn, known);
  applyHeld(turn, event.value.leadId);
}
