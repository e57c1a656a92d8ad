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

/** Leads of the line in the order in which they are served. */
export function servingOrder(state: WorkspaceState, leads: readonly Lead[]): Lead[] {
  const { now } = state.meta;
  const ranked = leads.map((lead) => ({ lead, priority: priorityOf(lead, now, state.policy.policy) }));
  const id = (lead: Lead): string => lead.status.leadId;
  return ranked
    .toSorted(
      (a, b) =>
        b.priority - a.priority ||
        a.lead.status.since - b.lead.status.since ||
        (id(a.lead) < id(b.lead) ? -1 : 1),
    )
    .map(({ lead }) => lead);
}
