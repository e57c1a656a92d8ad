import { nextDue } from './due.ts';
import { priorityOf, servingOrder } from './line.ts';
import { loadOf, type Lead, type WorkspaceState } from './state.ts';

/** When a live workspace next has something to do by itself, epoch ms; null: nothing, or its clock is driven. */
export function nextTimerAt(state: WorkspaceState): number | null {
  return state.meta.clock === 'live' ? (nextDue(state)?.at ?? null) : null;
}

/** Sequence of the last ledger row; 0 before the first. */
export const seqOf = (state: WorkspaceState): number => state.meta.seq;

/** The workspace's clock. */
export const clockMode = (state: WorkspaceState): 'live' | 'event' => state.meta.clock;

/** Open leads and deals of every rep, by rep id. */
export function loadsOf(state: WorkspaceState): { readonly repId: string; readonly open: number }[] {
  const repIds = new Set([...state.reps.keys(), ...state.loads.keys()]);
  return [...repIds].toSorted().map((repId) => ({ repId, open: loadOf(state, repId).open }));
}

/** A lead in the waiting line. */
export interface WaitingLead {
  readonly leadId: string;
  /** Epoch ms, on the workspace's clock. */
  readonly since: number;
  readonly deadline: number;
  /** The higher, the sooner. */
  readonly priority: number;
}

/** The waiting line in the order in which it is served. */
export function waitingOf(state: WorkspaceState): WaitingLead[] {
  const leads = [...state.derived.line].map((leadId) => state.leads.get(leadId) as Lead);
  return servingOrder(state, leads).map((lead) => ({
    leadId: lead.status.leadId,
    since: lead.status.since,
    deadline: lead.status.deadline ?? lead.status.since,
    priority: priorityOf(lead, state.meta.now, state.policy.policy),
  }));
}
