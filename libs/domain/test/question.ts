import { defaultPolicy, type Policy } from '../src/assignment/policy.ts';
import type { Question } from '../src/assignment/question.ts';
import { buildRoster } from '../src/assignment/roster.ts';
import { lead, rep } from './conditions.ts';

/** So many reps, all alike and free, `r0` first; a policy by which worth alone decides. */
export function questionFor(reps: number, over: Partial<Policy> = {}): Question {
  const roster = buildRoster(
    Array.from({ length: reps }, (_, n) => rep(`r${n}`, { capacity: 100, dailyCap: 100_000 })),
  );
  const zeros = roster.reps.map(() => 0);
  const unpriced = { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 };
  return {
    at: 0,
    waited: 0,
    policy: { ...defaultPolicy, hours: 'ignore', congestion: { perOpenShare: 0 }, price: unpriced, ...over },
    offsets: {},
    leadId: 'lead',
    attempt: 1,
    lead: lead(),
    policyHash: 'policy',
    roster,
    rosterHash: 'roster',
    logits: zeros,
    open: zeros,
    today: zeros,
    pointers: zeros,
    backlog: zeros,
    prices: null,
    pricesHash: null,
    yardstick: { worth: 0, seconds: 0 },
    owners: [],
    declined: [],
    target: null,
  };
}
