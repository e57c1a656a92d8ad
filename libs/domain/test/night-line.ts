import * as fc from 'fast-check';
import type { Step } from './random-log.ts';
import { HOUR, MONDAY, policy, rep, scored } from './scenario.ts';
import { softPolicies } from './soft-policies.ts';

export const NINE = MONDAY + 9 * HOUR;
const SIX = MONDAY + 6 * HOUR;
const waiting = { joint: true };
const policies = [
  policy({ waiting }),
  policy({ waiting, objective: 'probability' }),
  ...softPolicies({ waiting }),
];

const of = <T>(count: number, one: fc.Arbitrary<T>) => fc.array(one, { minLength: count, maxLength: count });

/** A line of the night that is decided together when reps come at nine, of whom each has few seats. */
export const nightLine = (reps: readonly string[]) =>
  fc
    .record({
      first: fc.constantFrom(...policies),
      capacities: of(reps.length, fc.integer({ min: 1, max: 3 })),
      leads: fc.array(
        fc.record({
          expectedValue: fc.integer({ min: 50, max: 9000 }),
          workMinutes: fc.constantFrom(5, 30, 90),
          repLogits: of(reps.length, fc.integer({ min: -3_000_000, max: 0 })),
        }),
        { minLength: 2, maxLength: 12 },
      ),
    })
    .map(({ first, capacities, leads }): Step[] => {
      const office = { workStart: 540, workEnd: 1020 };
      const events = [
        first,
        ...reps.map((id, index) => rep(id, { ...office, capacity: capacities[index]! })),
        ...leads.map((over, index) =>
          scored(`lead-${index + 1}`, { ...over, repIds: [...reps], occurredAt: SIX }),
        ),
      ];
      return events.map((event) => ({ event, at: SIX }));
    });
