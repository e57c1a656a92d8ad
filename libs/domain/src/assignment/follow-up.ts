import { DAY } from '../shared/instant.ts';
import { drain } from './drain.ts';
import type { FollowUp, LogEvent } from './events.ts';
import { forward } from './forward.ts';
import { merge, split } from './merge.ts';
import { reassign } from './reassign.ts';
import { closeLead, freeLoad } from './settle.ts';
import { loadOf, type Lead } from './state.ts';
import { schedule } from './timers.ts';
import { put, record, setLoad, type Turn } from './turn.ts';
import { wakeForOwned } from './wake.ts';

/** A follow-up waits this long for its lead. */
const HELD_FOR = 30 * DAY;
/** Commands that a lead remembers; more than anybody gives within a redelivery's reach. */
const COMMANDS_KEPT = 20;
const ENDINGS = ['won', 'lost', 'released', 'withdrawn'];

type Outcome = Extract<FollowUp, { record: 'DealOutcome' }>['value'];
type Command = Extract<FollowUp, { record: 'LeadCommanded' }>['value'];

function hold(turn: Turn, event: FollowUp): void {
  const { leadId, eventId } = event.value;
  const held = turn.state.held.get(leadId) ?? [];
  if (held.some((item) => item.event.value.eventId === eventId))
    return record(turn, { kind: 'ignored', leadId, reason: 'REPEATED' });
  const until = turn.state.meta.now + HELD_FOR;
  put(turn, 'held', leadId, [...held, { event, until }]);
  schedule(turn.state.derived.timers, { at: until, kind: 'held', id: leadId });
  record(turn, { kind: 'held', leadId, reason: event.record });
}

function applyToDeal(turn: Turn, event: FollowUp): void {
  const { leadId } = event.value;
  const deal = turn.state.deals.get(leadId);
  if (deal === undefined) return;
  if (event.record !== 'DealOutcome') return record(turn, { kind: 'ignored', leadId, reason: 'IS_A_DEAL' });
  const { outcome } = event.value;
  const { repId } = deal;
  if (outcome === 'contacted') return record(turn, { kind: 'contacted', leadId, repId });
  if (!ENDINGS.includes(outcome)) return record(turn, { kind: 'ignored', leadId, reason: 'OUTCOME_UNKNOWN' });
  if (!deal.open) return record(turn, { kind: 'ignored', leadId, reason: 'ALREADY_CLOSED' });
  freeLoad(turn, repId);
  put(turn, 'deals', leadId, { ...deal, open: false });
  record(turn, { kind: 'deal-closed', leadId, repId, reason: outcome });
  drain(turn, repId);
}

function applyOutcome(turn: Turn, lead: Lead, { leadId, outcome }: Outcome): void {
  const { attempt, repId } = lead.status;
  if (outcome === 'contacted') return record(turn, { kind: 'contacted', leadId, attempt, repId });
  if (!ENDINGS.includes(outcome))
    return record(turn, { kind: 'ignored', leadId, attempt, reason: 'OUTCOME_UNKNOWN' });
  const freed = closeLead(turn, lead, outcome);
  if (freed !== null) drain(turn, freed);
}

function applyToLead(turn: Turn, lead: Lead, event: FollowUp): void {
  const { leadId, state, attempt } = lead.status;
  if (state === 'transferred') return forward(turn, lead, event, isEnding(event));
  if (state === 'closed') return record(turn, { kind: 'ignored', leadId, attempt, reason: 'ALREADY_CLOSED' });
  if (state === 'duplicate' && !isSplit(event))
    return record(turn, { kind: 'ignored', leadId, attempt, reason: 'IS_A_DUPLICATE' });
  if (event.record === 'DealOutcome') return applyOutcome(turn, lead, event.value);
  return applyCommand(turn, lead, event.value);
}

/** Whether a lead in work is at its end with this. */
const isEnding = ({ record: kind, value }: FollowUp): boolean =>
  kind === 'DealOutcome' ? ENDINGS.includes(value.outcome) : value.command === 'withdraw';

const isSplit = (event: FollowUp): boolean =>
  event.record === 'LeadCommanded' && event.value.command === 'split';

function applyCommand(turn: Turn, before: Lead, { eventId, command, repId, otherLeadId }: Command): void {
  const { leadId, attempt } = before.status;
  if (before.commands.includes(eventId))
    return record(turn, { kind: 'ignored', leadId, attempt, reason: 'REPEATED' });
  const lead = { ...before, commands: [...before.commands, eventId].slice(-COMMANDS_KEPT) };
  put(turn, 'leads', leadId, lead);
  if (command === 'reassign') return reassign(turn, lead, repId);
  if (command === 'merge') return merge(turn, lead, otherLeadId);
  if (command === 'split') return split(turn, lead);
  if (command !== 'withdraw')
    return record(turn, { kind: 'ignored', leadId, attempt, reason: 'COMMAND_UNKNOWN' });
  const freed = closeLead(turn, lead, 'withdrawn');
  if (freed !== null) drain(turn, freed);
}

/** An outcome or a command: applied to its lead or deal, or held until that comes (or is repaired). */
export function followUp(turn: Turn, event: FollowUp): void {
  const { leadId } = event.value;
  const lead = turn.state.leads.get(leadId);
  const unfit = lead?.status.state === 'parked' || lead?.status.state === 'quarantined';
  if (lead !== undefined && !unfit) applyToLead(turn, lead, event);
  else if (lead === undefined && turn.state.deals.has(leadId)) applyToDeal(turn, event);
  else hold(turn, event);
}

/** Applies what was held for a lead or deal that has now come. */
export function applyHeld(turn: Turn, id: string): void {
  const held = turn.state.held.get(id);
  const state = turn.state.leads.get(id)?.status.state;
  if (held === undefined || state === 'parked' || state === 'quarantined') return;
  put(turn, 'held', id, undefined);
  for (const { event } of held) followUp(turn, event);
}

/** Lets go of follow-ups whose lead has not come in time. */
export function expireHeld(turn: Turn, id: string): void {
  const held = turn.state.held.get(id) ?? [];
  const rest = held.filter(({ until }) => until > turn.state.meta.now);
  put(turn, 'held', id, rest.length > 0 ? rest : undefined);
  for (const { event } of held.slice(0, held.length - rest.length))
    record(turn, { kind: 'held-expired', leadId: id, reason: event.record });
}

/** A deal that a rep has open from before: counts as load until its outcome. */
export function openDeal(turn: Turn, { value }: Extract<LogEvent, { record: 'DealOpened' }>): void {
  const { dealId, repId } = value;
  if (turn.state.deals.has(dealId))
    return record(turn, { kind: 'ignored', leadId: dealId, reason: 'REPEATED' });
  setLoad(turn, repId, { open: loadOf(turn.state, repId).open + 1 });
  put(turn, 'deals', dealId, { repId, open: true });
  record(turn, { kind: 'deal-opened', leadId: dealId, repId });
  wakeForOwned(turn, repId);
  applyHeld(turn, dealId);
}
