import { drain } from './drain.ts';
import { expireHeld } from './follow-up.ts';
import type { Lead, WorkspaceState } from './state.ts';
import { unschedule, type Timer } from './timers.ts';
import { moveLead, originOf, setMeta, type Turn } from './turn.ts';
import { keepWake } from './wake.ts';

/** What is due next: a timer, or a look at the waiting line. */
export type Due = Timer | { readonly at: number; readonly kind: 'wake' };

function stands(state: WorkspaceState, timer: Timer): boolean {
  if (timer.kind === 'held')
    return state.held.get(timer.id)?.some(({ until }) => until === timer.at) ?? false;
  const lead = state.leads.get(timer.id);
  return lead?.status.state === 'waiting' && !lead.escalated && lead.status.deadline === timer.at;
}

/** What is due next; null: nothing. At one time deadlines come first, then held follow-ups, then the line. */
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
    else escalate(turn, state.leads.get(due.id) as Lead);
  }
  keepWake(turn);
}
