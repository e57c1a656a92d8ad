import type { LeadFacts } from '../src/report/facts/lead-facts.ts';

let count = 0;

/** A lead of which nothing is known but that it came, with what a test says of it. */
export const lead = (said: Partial<LeadFacts> = {}): LeadFacts => ({
  leadId: `lead-${(count += 1)}`, tenant: 't', workspace: 'w', clock: 'live', occurredAt: 0, receivedAt: 0, state: 'inFlight',
  source: 'chat', reasons: [], outcome: null, assignedAt: null, assignedWallAt: null, messagedAt: null, unmessaged: null,
  contactedAt: null, waits: [], repId: null, path: null, value: null, chance: null, ...said,
}); // prettier-ignore

/** A lead that has its rep. */
export const assigned = (said: Partial<LeadFacts> = {}): LeadFacts =>
  lead({ state: 'assigned', assignedAt: 0, assignedWallAt: 0, repId: 'anna', path: 'value', ...said });
