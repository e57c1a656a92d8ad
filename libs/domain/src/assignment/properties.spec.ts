import * as fc from 'fast-check';
import { canonicalJson } from '../shared/canonical-json.ts';
import { restoreWorkspace } from './restore.ts';
import type { LogEvent } from './events.ts';
import { foldEvent } from './fold.ts';
import { foldLedger } from './ledger.ts';
import { identify } from './identify.ts';
import { replayCapsule } from './replay.ts';
import type { FoldResult } from './rows.ts';
import {
  createWorkspace,
  type Lead,
  loadOf,
  type Meeting,
  rosterLoads,
  rosterOf,
  type WorkspaceState,
} from './state.ts';
import type { Rows, RowsFactory } from './stores.ts';
import { loadsOf, nextTimerAt, waitingOf } from './views.ts';
import { IDENTITIES, log, type Step } from '../../test/random-log.ts';
import {
  advanced,
  command,
  contextAt,
  DAY,
  MONDAY,
  policy,
  rep,
  scored,
  sha256,
  ticked,
} from '../../test/scenario.ts';

function foldAll(steps: readonly Step[], cuts: (index: number) => boolean, rows?: RowsFactory) {
  let state: WorkspaceState = createWorkspace('default', 'main', rows === undefined ? {} : { rows });
  const entries = new Map<string, string>();
  const results: FoldResult[] = [];
  for (const [index, { event, at }] of steps.entries()) {
    if (cuts(index)) state = restoreWorkspace('default', 'main', [...entries].toReversed());
    const result = foldEvent(state, event, contextAt(index, at));
    results.push(result);
    for (const { key, body } of result.state)
      if (body === null) entries.delete(key);
      else entries.set(key, body);
  }
  return { state, results, entries };
}

/** All bytes of all rows, in short. */
const digest = (results: readonly FoldResult[]): string => sha256(canonicalJson(results));

/** Who got what, in order. */
const assignmentsOf = (steps: readonly Step[]) =>
  foldAll(steps, () => false).results.flatMap(({ assigned }) =>
    assigned.map((a) => [a.leadId, a.attempt, a.repId]),
  );

/** Loads, but for how far ends of work have moved: what comes back is done last. */
const standing = ({ loads }: Pick<WorkspaceState, 'loads'>) =>
  Array.from(loads, ([repId, { moved: _moved, ...load }]) => [repId, load]);

const runs = { numRuns: 100 };

/** Rows as a file keeps them: as text, in the order of keys. */
const textRows: RowsFactory = <V>(): Rows<V> => {
  const texts = new Map<string, string>();
  const read = (text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as V));
  return {
    get: (key) => read(texts.get(key)),
    has: (key) => texts.has(key),
    set: (key, value) => texts.set(key, JSON.stringify(value)),
    delete: (key) => texts.delete(key),
    values: () => [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => read(text) as V),
  };
};

const never = (): boolean => false;

test('rows outside of memory change no byte', () => {
  fc.assert(
    fc.property(log, (steps) => {
      expect(digest(foldAll(steps, never, textRows).results)).toBe(digest(foldAll(steps, never).results));
    }),
    runs,
  );
});

test('a restart anywhere changes no byte, and neither does the size of the chunks', () => {
  fc.assert(
    fc.property(log, fc.array(fc.nat({ max: 60 })), (steps, restarts) => {
      const whole = digest(foldAll(steps, () => false).results);
      for (const size of [1, 7, 50, 200])
        expect(digest(foldAll(steps, (index) => index > 0 && index % size === 0).results)).toBe(whole);
      const cut = foldAll(steps, (index) => index > 0 && restarts.includes(index));
      expect(digest(cut.results)).toBe(whole);
    }),
    runs,
  );
});

const meetings = (of: WorkspaceState) =>
  new Map(
    [...(of.derived.meetings as Map<string, Meeting[]>)].map(([key, there]) => [
      key,
      there.toSorted((a, b) => a.arrival - b.arrival),
    ]),
  );

test('a restored workspace looks the same', () => {
  fc.assert(
    fc.property(log, (steps) => {
      const { state, entries } = foldAll(steps, () => false);
      const restored = restoreWorkspace('default', 'main', entries);
      for (const view of [loadsOf, waitingOf, nextTimerAt] as const)
        expect(view(restored)).toEqual(view(state));
      expect(meetings(restored)).toEqual(meetings(state));
      expect(restored.derived.settled).toEqual(state.derived.settled);
    }),
    runs,
  );
});

test('loads that decisions look at are those of the state, whatever came before', () => {
  fc.assert(
    fc.property(log, (steps) => {
      const state = createWorkspace('default', 'main');
      for (const [index, { event, at }] of steps.entries()) {
        foldEvent(state, event, contextAt(index, at));
        expect(rosterLoads(state)).toEqual(rosterOf(state).reps.map(({ repId }) => loadOf(state, repId)));
      }
    }),
    runs,
  );
});

test('load is never negative, equals the fold of the ledger, and each lead has at most one owner', () => {
  fc.assert(
    fc.property(log, (steps) => {
      const { state, results } = foldAll(steps, () => false);
      const owners = new Map<string, string>();
      const rows = results.flatMap(({ ledger }) => ledger);
      for (const [index, row] of rows.entries()) {
        const { kind, leadId: id, repId: who, loadAfter } = row;
        if (who === null) continue;
        expect(loadAfter).toBeGreaterThanOrEqual(0);
        expect(loadAfter).toBe(foldLedger(rows.slice(0, index + 1)).get(who) ?? 0);
        if (kind === 'assigned' || kind === 'restored') {
          expect(owners.has(id ?? '')).toBe(false);
          owners.set(id ?? '', who);
        } else if (kind === 'closed' || kind === 'released' || kind === 'duplicate') owners.delete(id ?? '');
      }
      const folded = foldLedger(rows);
      for (const { repId: who, open } of loadsOf(state)) expect(open).toBe(folded.get(who) ?? 0);
    }),
    runs,
  );
});

test('no person has two leads in work but by a split, a merge or an amendment that a rep kept, and no lead is lost', () => {
  fc.assert(
    fc.property(log, (steps) => {
      const { state, results, entries } = foldAll(steps, () => false);
      const inWork = [...state.leads.values()].filter(({ status }) =>
        ['assigned', 'waiting'].includes(status.state),
      );
      const apart = new Set(
        results.flatMap(({ ledger }) =>
          ledger.flatMap(({ kind, reason, leadId: id }) =>
            kind === 'split' || (kind === 'amended' && reason === 'KEPT') ? [id] : [],
          ),
        ),
      );
      // Whoever says that a lead repeats another says that both are of one person, whatever else that person has in work.
      for (const { leadId: id } of state.merged.values())
        apart.add(state.leads.get(id)?.status.duplicateOf ?? '');
      const others = inWork.filter(({ status }) => !apart.has(status.leadId));
      for (const lead of others) {
        const sure = identify(state, lead).filter(({ match }) => match.verdict === 'same');
        const same = sure.map(({ lead: met }) => met).filter((met) => others.includes(met));
        expect(same).toEqual([lead].filter((one) => same.includes(one)));
      }
      const waiting = inWork
        .filter(({ status }) => status.state === 'waiting')
        .map(({ status }) => status.leadId);
      expect(
        waitingOf(state)
          .map((lead) => lead.leadId)
          .toSorted(),
      ).toEqual(waiting.toSorted());
      for (const id of waiting) expect(entries.has(`payload/${id}`)).toBe(true);
      const arrived = steps.flatMap(({ event }) =>
        event.record.startsWith('Lead') && event.record !== 'LeadCommanded' && 'leadId' in event.value
          ? [event.value.leadId]
          : [],
      );
      const buffered = [...state.buffer.values()].flatMap(({ value }) =>
        'leadId' in value ? [value.leadId] : [],
      );
      const known = new Set([
        ...results.flatMap(({ statuses }) => statuses.map((status) => status.leadId)),
        ...buffered,
      ]);
      for (const id of arrived) expect(known.has(id)).toBe(true);
    }),
    runs,
  );
});

test('nobody waits whom a rep could take, once what is due is done', () => {
  fc.assert(
    fc.property(log, (steps) => {
      const { state } = foldAll(steps, () => false);
      const fold = (event: LogEvent) => foldEvent(state, event, contextAt(0, 0));
      for (let guard = 0; (state.meta.wakeAt ?? Infinity) <= state.meta.now; guard += 1) {
        fold(state.meta.clock === 'live' ? ticked() : advanced(state.meta.now));
        expect(guard).toBeLessThan(20);
      }
      const same = { ...state.policy.policy, version: 'same' };
      expect(fold(policy(same, 'same')).assigned).toEqual([]);
    }),
    runs,
  );
});

test('every capsule decides again to the byte', () => {
  fc.assert(
    fc.property(log, (steps) => {
      const { results } = foldAll(steps, () => false);
      const contents = new Map(results.flatMap((r) => r.contents.map(({ hash, body }) => [hash, body])));
      for (const { capsule } of results.flatMap(({ decisions }) => decisions))
        expect(replayCapsule(capsule, (hash) => contents.get(hash), sha256)).toEqual({ kind: 'identical' });
    }),
    runs,
  );
});

const withoutClock = (steps: readonly Step[]): Step[] =>
  steps.filter(({ event }) => !['WorkspaceConfigured', 'ClockAdvanced'].includes(event.record));

test('a merge undone leaves every counter and both leads as they were, but for the attempt', () => {
  fc.assert(
    fc.property(log, fc.nat(), fc.nat(), (steps, one, two) => {
      const { state } = foldAll(withoutClock(steps), () => false);
      const fold = (event: LogEvent) => foldEvent(state, event, contextAt(0, state.meta.appendedAt));
      const receivedAt = state.meta.appendedAt;
      for (const event of [
        rep('zoe', { capacity: 100, dailyCap: 100 }),
        scored('x', { receivedAt }),
        scored('y', { receivedAt }),
        ticked(),
      ])
        fold(event);
      const assigned = [...state.leads.values()].filter(({ status }) => status.state === 'assigned');
      const id = assigned[one % assigned.length]?.status.leadId ?? '';
      const others = assigned.filter(({ status }) => status.leadId !== id);
      const otherLeadId = others[two % others.length]?.status.leadId ?? '';
      // With a line, what a merge frees may be taken at once.
      fc.pre(otherLeadId !== '' && state.derived.line.size === 0);
      const before = { loads: structuredClone(state.loads), leads: structuredClone(state.leads) };
      const { turns } = state.meta;
      fold(command(id, 'merge', null, { otherLeadId }));
      expect(state.leads.get(id)?.status).toMatchObject({
        state: 'duplicate',
        repId: null,
        duplicateOf: otherLeadId,
      });
      expect(state.loads).not.toEqual(before.loads);
      fold(command(id, 'split'));
      expect(standing(state)).toEqual(standing(before));
      expect(state.meta.turns).toBe(turns);
      const { status } = before.leads.get(id) as Lead;
      const attempt = status.attempt + 1;
      expect(state.leads.get(id)?.status).toEqual({ ...status, attempt, seq: expect.any(Number) });
      expect(state.leads.get(otherLeadId)).toEqual(before.leads.get(otherLeadId));
    }),
    runs,
  );
});

test('a lead taken for another and split from it counts as if it had never been', () => {
  const [ann = []] = IDENTITIES;
  const receivedAt = MONDAY + 1000 * DAY;
  fc.assert(
    fc.property(log, (steps) => {
      const send = (...events: readonly LogEvent[]) => {
        const { state } = foldAll(withoutClock(steps), () => false);
        for (const event of [scored('first', { identity: ann, receivedAt }), ...events, ticked()])
          foldEvent(state, event, contextAt(0, state.meta.appendedAt));
        return state;
      };
      const split = send(scored('second', { identity: ann, receivedAt }), command('second', 'split'));
      const alone = send(scored('second', { personKey: null, receivedAt }));
      // What a lead draws hangs on its attempt, and a split one is on its second.
      fc.pre(alone.policy.policy.exploration === undefined);
      expect(loadsOf(split)).toEqual(loadsOf(alone));
      expect(split.loads).toEqual(alone.loads);
      expect(split.meta.usual).toEqual(alone.meta.usual);
      expect(split.leads.get('first')?.status.repId).toBe(alone.leads.get('first')?.status.repId);
      if (split.leads.get('first')?.status.state === 'duplicate') return;
      expect(split.leads.get('second')?.status).toMatchObject({ attempt: 2, duplicateOf: null });
      expect(split.leads.get('second')?.status.repId).toBe(alone.leads.get('second')?.status.repId);
    }),
    runs,
  );
});

test('delivering everything twice assigns nothing twice', () => {
  fc.assert(
    fc.property(log, (steps) => {
      const twice = steps.flatMap((step) => (step.event.record === 'LeadScored' ? [step, step] : [step]));
      expect(assignmentsOf(twice)).toEqual(assignmentsOf(steps));
    }),
    runs,
  );
});
