import { canonicalJson } from '../shared/canonical-json.ts';
import { ENGINE } from './context.ts';
import type { LeadEvent, TransferEvent } from './events.ts';
import type { LeadStatus } from './rows.ts';
import type { Lead } from './state.ts';
import type { Turn } from './turn.ts';

/** Attempt of the latest arrival that was taken in. That of the status may be higher: commands raise it, too. */
export const takenOf = ({ taken, status }: Lead): number => taken ?? status.attempt;

/** Whether a lead is not fit to be routed until it is repaired. */
export const isUnfit = ({ status }: Lead): boolean =>
  status.state === 'parked' || status.state === 'quarantined';

/** Attempt with which the lead goes on: above the one before, unless the same arrival is tried again. */
export function nextAttempt(event: LeadEvent | TransferEvent, known: Lead | undefined): number {
  const { attempt } = event.value;
  if (known === undefined) return attempt;
  return Math.max(attempt, known.status.attempt + (attempt > takenOf(known) ? 1 : 0));
}

function statusOf(turn: Turn, event: LeadEvent | TransferEvent, known: Lead | undefined): LeadStatus {
  const { tenant, workspace, meta } = turn.state;
  const { leadId, occurredAt, receivedAt, stages } = event.value;
  return {
    leadId,
    tenant,
    workspace,
    attempt: nextAttempt(event, known),
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
    hop: known?.status.hop ?? 0,
    stages,
  };
}

/** Whose lead it is by this arrival, and since when. To be asked before the traits of the lead are changed. */
export function personOf(
  turn: Turn,
  event: LeadEvent | TransferEvent,
  known: Lead | undefined,
): Pick<Lead, 'personKey' | 'renewed'> {
  const personKey = event.record === 'LeadParked' ? null : event.value.personKey;
  if (known === undefined) return { personKey };
  const before = [known.personKey, turn.state.traits.get(known.status.leadId) ?? []];
  const identity = 'identity' in event.value ? event.value.identity : [];
  const isSame = canonicalJson(before) === canonicalJson([personKey, identity]);
  const renewed = isSame ? known.renewed : turn.state.meta.seq + 1;
  return { personKey, ...(renewed === undefined ? {} : { renewed }) };
}

/** The lead as an arrival brings it, with what persons have said of it before. */
export function leadOf(turn: Turn, event: LeadEvent | TransferEvent, known: Lead | undefined): Lead {
  return {
    status: statusOf(turn, event, known),
    taken: event.value.attempt,
    ...personOf(turn, event, known),
    preferredRepId: null,
    declined: known?.declined ?? [],
    ...(known?.from === undefined ? {} : { from: known.from }),
    commands: known?.commands ?? [],
    arrival: turn.state.meta.seq + 1,
    worth: 0,
    escalated: false,
    settled: null,
  };
}
