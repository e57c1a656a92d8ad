import * as fc from 'fast-check';
import { foldEvent } from './fold.ts';
import { foldLedger } from './ledger.ts';
import { replayCapsule } from './replay.ts';
import { createWorkspace } from './state.ts';
import { nextTimerAt } from './views.ts';
import {
  command, contextAt, DAY, HOUR, MINUTE, MONDAY, outcome, policy, rep, scored, sha256, ticked,
} from '../../test/scenario.ts'; // prettier-ignore
import { workspaces, type Workspaces } from '../../test/workspaces.ts';

const NAMES = ['emea', 'apac', 'amer'];
const REPS = ['ann', 'ben', 'kim'];
const name = fc.constantFrom(...NAMES);
const leadId = fc.integer({ min: 1, max: 12 }).map((n) => `l${n}`);

const event = fc.oneof(
  { arbitrary: leadId.map((id) => scored(id)), weight: 6 },
  { arbitrary: leadId.map((id) => scored(id, { attempt: 2, expectedValue: 9 })), weight: 1 },
  { arbitrary: fc.constant(ticked()), weight: 4 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...REPS), fc.integer({ min: 0, max: 2 }), fc.boolean())
      .map(([id, capacity, active]) => rep(id, { capacity, active })),
    weight: 3,
  },
  {
    arbitrary: fc
      .tuple(leadId, fc.constantFrom('won', 'lost', 'contacted'))
      .map(([id, what]) => outcome(id, what)),
    weight: 2,
  },
  {
    arbitrary: fc
      .tuple(leadId, fc.constantFrom('reassign', 'withdraw', 'merge', 'split'), leadId)
      .map(([id, what, otherLeadId]) => command(id, what, null, { otherLeadId })),
    weight: 2,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...NAMES, null), fc.constantFrom(1, 60, 90), fc.boolean())
      .map(([workspace, afterMinutes, redecides]) =>
        policy({
          ...(workspace === null ? {} : { transfer: { afterMinutes, workspace } }),
          ...(redecides ? { amend: 'redecide' } : {}),
          relax: [{ afterMinutes: 30, drop: ['none'] }],
        }),
      ),
    weight: 2,
  },
);

/** Events in three workspaces, time that goes on between them, and how much of what is sent is delivered after each. */
const course = fc.array(
  fc.tuple(name, event, fc.constantFrom(0, 1, MINUTE, HOUR), fc.constantFrom(0, 1, 5)),
  { maxLength: 60, size: 'max' },
);

/** Every lead comes to one workspace first, whichever its sender names later. */
function played(steps: typeof course extends fc.Arbitrary<infer T> ? T : never): Workspaces {
  const made = workspaces(MONDAY);
  const homes = new Map<string, string>();
  let at = MONDAY;
  for (const [workspace, one, leap, most] of steps) {
    at += leap;
    const lead = one.record === 'LeadScored' ? one.value.leadId : null;
    if (lead !== null && !homes.has(lead)) homes.set(lead, workspace);
    made.now(at).send(homes.get(lead ?? '') ?? workspace, one);
    made.deliver(most);
  }
  made.deliver();
  return made;
}

const END = MONDAY + 10 * DAY;

/** Time goes on beyond every deadline, until no timer is left to fire and nothing is under way. */
function settled(made: Workspaces): void {
  made.now(END);
  const isDue = (workspace: string) => (nextTimerAt(made.of(workspace).state) ?? Infinity) <= END;
  for (let due = NAMES.filter(isDue); due.length > 0 || made.deliver(); due = NAMES.filter(isDue))
    for (const workspace of due) made.send(workspace, ticked());
}

const placesOf = (made: Workspaces) => {
  const statuses = [...made.all().values()].flatMap(({ state }) =>
    [...state.leads.values()].map(({ status }) => status),
  );
  return Map.groupBy(statuses, (status) => status.leadId);
};

const runs = { numRuns: 60 };

test('a lead is in one workspace at a time, and nobody holds it elsewhere', () => {
  fc.assert(
    fc.property(course, (steps) => {
      const made = played(steps);
      settled(made);
      expect(made.underWay()).toEqual([]);
      for (const [, places] of placesOf(made)) {
        const here = places.filter(({ state }) => state !== 'transferred');
        expect(here).toHaveLength(1);
        // It has been in as many as it says, and in each once.
        expect(here[0]?.hop).toBe(places.length - 1);
        expect(new Set(places.map(({ hop }) => hop)).size).toBe(places.length);
      }
      for (const { state, results } of made.all().values()) {
        const open = foldLedger(results.flatMap(({ ledger }) => ledger));
        const held = [...state.leads.values()].filter(({ status }) => status.state === 'assigned');
        for (const [repId, count] of open) {
          expect(state.loads.get(repId)?.open).toBe(count);
          expect(held.filter(({ status }) => status.repId === repId)).toHaveLength(count);
        }
      }
    }),
    runs,
  );
});

test('no lead is lost: each has a rep, has come to an end, or waits and is escalated where it is', () => {
  fc.assert(
    fc.property(course, (steps) => {
      const made = played(steps);
      settled(made);
      const came = new Set(
        [...made.all().values()].flatMap(({ events }) =>
          events.flatMap(([one]) => (one.record === 'LeadScored' ? [one.value.leadId] : [])),
        ),
      );
      const places = placesOf(made);
      expect(new Set(places.keys())).toEqual(came);
      for (const { state } of made.all().values())
        for (const { status, escalated } of state.leads.values())
          // One that a held command has put into the line again has a new deadline.
          if (status.state === 'waiting') expect(escalated || (status.deadline ?? 0) > END).toBe(true);
    }),
    runs,
  );
});

test('each log says the same once more, what it sends included, and each decision is decided again to the byte', () => {
  fc.assert(
    fc.property(course, (steps) => {
      const made = played(steps);
      const contents = new Map(
        [...made.all().values()].flatMap(({ results }) =>
          results.flatMap((result) => result.contents.map(({ hash, body }) => [hash, body] as const)),
        ),
      );
      for (const [workspace, { events, results }] of made.all()) {
        const state = createWorkspace('default', workspace);
        const again = events.map(([one, at], offset) => foldEvent(state, one, contextAt(offset, at)));
        expect(again).toEqual(results);
        for (const { capsule } of results.flatMap(({ decisions }) => decisions))
          expect(replayCapsule(capsule, (hash) => contents.get(hash), sha256)).toEqual({ kind: 'identical' });
      }
    }),
    { numRuns: 40 },
  );
});
