import { MINUTE } from '../shared/instant.ts';
import type { Policy } from './policy.ts';
import { nextStep } from './relax.ts';
import type { Lead, WorkspaceState } from './state.ts';
import { schedule } from './timers.ts';

/**
 * Minutes of waiting by which a lead has taken steps. It is the minutes that count, not how many steps: under another policy
 * those of its steps hold that come no later. A lead without a deadline waits anew, if it waits.
 */
export const waitedOf = ({ status, waited = 0 }: Lead): number => (status.deadline === null ? 0 : waited);

/** When a waiting lead takes its next step; null: there is none. */
export function nextStepAt(lead: Lead, policy: Policy): number | null {
  const minutes = nextStep(policy, waitedOf(lead));
  return minutes === null ? null : lead.status.since + minutes * MINUTE;
}

/** Sets the timer of a waiting lead's next step. One that is set twice is late the second time, and does nothing. */
export function scheduleStep({ derived, policy }: WorkspaceState, lead: Lead): void {
  const at = nextStepAt(lead, policy.policy);
  if (at !== null) schedule(derived.timers, { at, kind: 'step', id: lead.status.leadId });
}

/** Another policy has other steps: those who wait take them from here on. */
export function scheduleSteps(state: WorkspaceState): void {
  for (const leadId of state.derived.line) scheduleStep(state, state.leads.get(leadId) as Lead);
}
