import * as fc from 'fast-check';
import { fitAfter } from './relax.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { buildRoster, toRosterRep } from './roster.ts';
import { createWorkspace, type RoutableLead, type WorkspaceState } from './state.ts';
import { foldEvent } from './fold.ts';
import { nextTimerAt } from './views.ts';
import { log } from '../../test/random-log.ts';
import { advanced, contextAt, DAY, rep, ticked, type ValueOf } from '../../test/scenario.ts';

const runs = { numRuns: 200 };
const tiers = ['a', 'b', 'c'];

const condition = fc.oneof(
  fc.constantFrom(...tiers).map((value) => ({ op: '==', left: { rep: 'tier' }, right: { value } }) as const),
  fc.constantFrom('DE', 'FR').map((value) => ({ op: 'in', left: { value }, right: { rep: 'territories' } }) as const),
); // prettier-ignore
const rules = fc
  .array(condition, { maxLength: 4 })
  .map((required) =>
    required.map((require, index) => ({ id: `r${index}`, when: { op: 'and', of: [] } as const, require })),
  );
const step = fc.record({
  afterMinutes: fc.integer({ min: 1, max: 200 }),
  drop: fc.array(fc.constantFrom('r0', 'r1', 'r2', 'r3'), { minLength: 1, maxLength: 2 }),
});
const policies = fc
  .record({
    rules,
    relax: fc.array(step, { maxLength: 4 }),
    overflow: fc.record({ afterMinutes: fc.integer({ min: 1, max: 200 }), team: fc.constant('t'), members: condition }),
  })
  .map((own): Policy => ({ ...defaultPolicy, ...own })); // prettier-ignore

const reps = fc
  .array(
    fc.record({
      tier: fc.constantFrom(...tiers),
      territories: fc.constantFrom(['*'], ['DE'], ['FR']),
      languages: fc.constantFrom([], ['de'], ['fr']),
      active: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    buildRoster(all.map((over, index) => toRosterRep(rep(`rep-${index}`, over).value as ValueOf<'RepUpserted'>))),
  ); // prettier-ignore

const leadOf = (country: string | null, language: string | null): RoutableLead => ({
  source: '', country, timeZone: null, language, product: null, dealType: null, score: 0, segment: '', expectedValue: 0,
  workMinutes: 0, leadLogit: 0, modelVersion: '',
}); // prettier-ignore

test('waiting never excludes more', () => {
  fc.assert(
    fc.property(
      policies, reps, fc.constantFrom(null, 'DE', 'FR'), fc.constantFrom(null, 'de', 'fr'),
      (policy, roster, country, language) => {
        const lead = leadOf(country, language);
        let before = [...fitAfter(roster, lead, policy, 0)];
        for (let waited = 1; waited <= 210; waited += 1) {
          const now = [...fitAfter(roster, lead, policy, waited)];
          for (const [index, code] of now.entries()) if (before[index] === 0) expect(code).toBe(0);
          before = now;
        }
      },
    ),
    runs,
  ); // prettier-ignore
});

/** Lets time go on to an instant, with all that is due until then. */
function goOn(state: WorkspaceState, to: number): void {
  if (state.meta.clock === 'event') foldEvent(state, advanced(to), contextAt(0, to));
  else
    for (let guard = 0; (nextTimerAt(state) ?? Infinity) <= to; guard += 1) {
      foldEvent(state, ticked(), contextAt(0, Math.max(nextTimerAt(state) ?? to, state.meta.appendedAt)));
      expect(guard).toBeLessThan(2000);
    }
}

test('every lead that waits is assigned or escalated by its deadline, and has taken the steps of its time', () => {
  fc.assert(
    fc.property(log, fc.integer({ min: 0, max: 3 }), (steps, days) => {
      const state = createWorkspace('default', 'main');
      for (const [index, { event, at }] of steps.entries()) foldEvent(state, event, contextAt(index, at));
      goOn(state, state.meta.now + days * DAY);
      const { now } = state.meta;
      for (const { status, escalated, waited = 0 } of state.leads.values()) {
        if (status.state !== 'waiting') continue;
        if ((status.deadline ?? 0) < now) expect(escalated).toBe(true);
        const { relax = [] } = state.policy.policy;
        for (const { afterMinutes } of relax)
          if (status.since + afterMinutes * 60_000 < now) expect(waited).toBeGreaterThanOrEqual(afterMinutes);
      }
    }),
    { numRuns: 100 },
  );
});
