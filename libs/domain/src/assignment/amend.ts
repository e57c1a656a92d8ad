import { admit, shownAs } from './admit.ts';
import { leadOf, nextAttempt, personOf } from './arrival.ts';
import { drain } from './drain.ts';
import type { LeadEvent } from './events.ts';
import { forward } from './forward.ts';
import { identify, meet, part } from './identify.ts';
import { payloadOf } from './payload.ts';
import { freeLoad, settle } from './settle.ts';
import { loadOf, type Lead } from './state.ts';
import { moveLead, put, putTraits, record, setLoad, type Turn } from './turn.ts';
import { takeWork } from './work.ts';
import { withoutOne } from './windows.ts';

/** A lead whose sender, or somebody who mends it, has changed what it says. */
type Amended = Exclude<LeadEvent, { record: 'LeadParked' }>;

/**
 * An arrival with a higher attempt of a lead that is neither quarantined nor parked. Waiting: decided again with the new
 * values, with the deadline it has. Assigned: as the policy says. Handed on: sent after it. Closed or a duplicate: recorded.
 */
export function amend(turn: Turn, known: Lead, event: Amended): void {
  const { state } = known.status;
  if (state === 'transferred') return forward(turn, { ...known, taken: event.value.attempt }, event);
  const again =
    state === 'waiting' || (state === 'assigned' && turn.state.policy.policy.amend === 'redecide');
  if (again) decideAgain(turn, known, event);
  else if (state === 'assigned') keep(turn, known, event);
  else note(turn, known, event);
}

/** Takes the lead from its rep or from its place in the line, and lets it in anew. */
function decideAgain(turn: Turn, known: Lead, event: Amended): void {
  const { leadId, state, repId, previousRepId, since, deadline } = known.status;
  const from = state === 'assigned' ? repId : null;
  const attempt = nextAttempt(event, known);
  record(turn, { kind: 'amended', leadId, attempt, reason: 'DECIDED_AGAIN' });
  if (from !== null) release(turn, known, from);
  turn.state.derived.line.delete(leadId);
  part(turn.state, known);
  const came = leadOf(turn, event, known);
  const kept = from === null ? { since, deadline } : {};
  const status = { ...came.status, ...kept, previousRepId: from ?? previousRepId };
  const { arrival, escalated, waited } = known;
  const lead = { ...came, status, arrival, escalated, ...(waited === undefined ? {} : { waited }) };
  if (event.record === 'LeadScored') admit(turn, lead, event.value);
  else {
    const { reasons } = event.value;
    putTraits(turn, leadId, []);
    settle(turn, lead, 'quarantined', { reason: reasons[0] ?? 'UNKNOWN', reasons });
  }
  if (from !== null) drain(turn, from);
}

/**
 * The rep has the lead no more, nor what is undone of its work. It no longer counts in the hour, day and week in which it came:
 * decided twice, it counts once.
 */
function release(turn: Turn, lead: Lead, repId: string): void {
  const { leadId, attempt, since } = lead.status;
  freeLoad(turn, repId);
  takeWork(turn, repId, lead);
  const timeZone = turn.state.reps.get(repId)?.timeZone;
  const zone = timeZone === undefined ? null : turn.ctx.zone(timeZone);
  setLoad(turn, repId, withoutOne(loadOf(turn.state, repId), zone, since));
  record(turn, { kind: 'released', leadId, attempt, repId, reason: 'AMENDED' });
}

/** The rep keeps the lead; a later decision, and whoever meets its person, go by the new values. */
function keep(turn: Turn, known: Lead, event: Amended): void {
  const { repId, possibleDuplicates } = known.status;
  const lead = renew(turn, known, event);
  const met = event.record === 'LeadScored' ? shownAs(identify(turn.state, lead)) : possibleDuplicates;
  const reasons = ['AMENDED', ...(event.record === 'LeadQuarantined' ? event.value.reasons : [])];
  moveLead(
    turn,
    lead,
    { kind: 'amended', repId, reason: 'KEPT' },
    { attempt: nextAttempt(event, known), reasons, possibleDuplicates: met },
  );
}

/** Changes nothing; only a duplicate that a person splits from its lead is routed by the new values. */
function note(turn: Turn, known: Lead, event: Amended): void {
  const isDuplicate = known.status.state === 'duplicate';
  const lead = isDuplicate ? renew(turn, known, event) : { ...known, taken: event.value.attempt };
  const reason = isDuplicate ? 'IS_A_DUPLICATE' : 'ALREADY_CLOSED';
  moveLead(turn, lead, { kind: 'amended', reason }, { attempt: nextAttempt(event, known) });
}

/** Puts the new values in place of the old ones; an unfit lead has none, and keeps those it has. */
function renew(turn: Turn, known: Lead, event: Amended): Lead {
  const { leadId } = known.status;
  const taken = event.value.attempt;
  const person = personOf(turn, event, known);
  if (event.record !== 'LeadScored') return { ...known, taken };
  part(turn.state, known);
  put(turn, 'payloads', leadId, payloadOf(turn, event.value));
  putTraits(turn, leadId, event.value.identity);
  const lead = { ...known, ...person, taken };
  meet(turn.state, lead);
  return lead;
}
