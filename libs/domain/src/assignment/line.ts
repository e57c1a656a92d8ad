import { MINUTE } from '../shared/instant.ts';
import type { Policy } from './policy.ts';
import type { Lead, WorkspaceState } from './state.ts';

/** Worth per minute to the deadline; the higher, the sooner. A lead past its deadline comes before all. */
export function priorityOf(lead: Lead, now: number, policy: Policy): number {
  if (lead.escalated) return Number.MAX_SAFE_INTEGER;
  const floor = policy.objective === 'value' ? policy.waiting.floor * 100 : 1;
  const minutes = Math.max(1, Math.ceil(((lead.status.deadline ?? now) - now) / MINUTE));
  return Math.floor((Math.max(lead.worth, floor) * 1000) / minutes);
}

interface Ranked {
  readonly lead: Lead;
  readonly priority: number;
}

function bySeniority(a: Ranked, b: Ranked): number {
  const [{ status: left }, { status: right }] = [a.lead, b.lead];
  return b.priority - a.priority || left.since - right.since || (left.leadId < right.leadId ? -1 : 1);
}

/** Leads of the line in the order in which they are served. */
export function servingOrder(state: WorkspaceState, leads: readonly Lead[]): Lead[] {
  const { now } = state.meta;
  const ranked = leads.map((lead) => ({ lead, priority: priorityOf(lead, now, state.policy.policy) }));
  return ranked.toSorted(bySeniority).map(({ lead }) => lead);
}
