import { drain, serve } from './drain.ts';
import { expireHeld } from './follow-up.ts';
import { easedBy, nextStep, overflows } from './relax.ts';
import type { Lead, WorkspaceState } from './state.ts';
import { nextStepAt, scheduleStep, waitedOf } from './steps.ts';
import { unschedule, type Timer } from './timers.ts';
import { moveLead, originOf, put, record, setMeta, type Turn } from './turn.ts';
import { keepWake } from './wake.ts';

/** What is due next: a timer, or a look at the waiting line. */
export type Due = Timer | { readonly at: number; readonly kind: 'wake' };

function stands(state: WorkspaceState, timer: Timer): boolean {
  if (timer.kind === 'held')
    return state.held.get(timer.id)?.some(({ until }) => until === timer.at) ?? false;
  const lead = state.leads.get(timer.id);
  if (lead?.status.state !== 'waiting') return false;
  if (timer.kind === 'step') return nextStepAt(lead, state.policy.policy) === timer.at;
  return !lead.escalated && lead.status.deadline === timer.at;
}

/** What is due next; null: nothing. At one time deadlines come first, then held follow-ups, steps, the line. */
export function nextDue(state: WorkspaceState): Due | null {
  const { timers } = state.derived;
  while (timers[0] !== undefined && !stands(state, timers[0])) unschedule(timers);
  const { wakeAt } = state.meta;
  const timer = timers[0] ?? null;
  if (wakeAt === null || (timer !== null && timer.at <= wakeAt)) return timer;
  return { at: wakeAt, kind: 'wake' };
}

/** A waiting lead's deadline has come: it stays, before all others, and somebody is told. */
function escalate(turn: Turn, lead: Lead): void {
  const reason = 'DEADLINE';
  const { status } = moveLead(turn, lead, { kind: 'escalated', reason }, { reason }, { escalated: true });
  const { since, deadline } = status;
  turn.waiting.push({ ...originOf(status), since, deadline: deadline ?? since, reason });
  // From now on it does not matter to it what waits for others.
  if (turn.state.policy.policy.waiting.backlogHours !== undefined)
    setMeta(turn, { wakeAt: turn.state.meta.now });
}

/** A waiting lead takes its next step: the ledger says which rules hold no more, or who may take it now. */
function takeStep(turn: Turn, lead: Lead): void {
  const { policy } = turn.state.policy;
  const { leadId, attempt } = lead.status;
  const before = waitedOf(lead);
  const waited = nextStep(policy, before) ?? before;
  const moved = { ...lead, waited };
  put(turn, 'leads', leadId, moved);
  const [was, is] = [easedBy(policy, before), easedBy(policy, waited)];
  const dropped = is?.dropped.filter((id) => was?.dropped.includes(id) !== true) ?? [];
  if (dropped.length > 0) record(turn, { kind: 'relaxed', leadId, attempt, reason: dropped.join(' ') });
  if (overflows(policy, waited) && !overflows(policy, before))
    record(turn, { kind: 'overflowed', leadId, attempt, reason: policy.overflow?.team ?? null });
  scheduleStep(turn.state, moved);
}

/** A waiting lead takes a step, and is looked at. Of those whose steps come at one time the first of the line comes first. */
function step(turn: Turn, { id, at }: Timer): void {
  takeStep(turn, turn.state.leads.get(id) as Lead);
  const next = nextDue(turn.state);
  if (next?.kind === 'step' && next.at === at) setMeta(turn, { wakeAt: turn.state.meta.now });
  else serve(turn, id);
}

/** Does what is due. */
export function fire(turn: Turn, due: Due): void {
  const { state } = turn;
  if (due.kind === 'wake') {
    setMeta(turn, { wakeAt: null });
    drain(turn, null);
  } else {
    unschedule(state.derived.timers);
    if (due.kind === 'held') expireHeld(turn, due.id);
    else if (due.kind === 'step') step(turn, due);
    else escalate(turn, state.leads.get(due.id) as Lead);
  }
  keepWake(turn);
}
