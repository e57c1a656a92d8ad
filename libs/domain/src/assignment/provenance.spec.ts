import { explainDecision } from './explanation.ts';
import type { LogEvent } from './events.ts';
import { foldEvent } from './fold.ts';
import { modelAuthor, type Provenance } from './provenance.ts';
import { replayCapsule } from './replay.ts';
import { createWorkspace, type WorkspaceState } from './state.ts';
import { restoreWorkspace } from './restore.ts';
import {
  advanced,
  contextAt,
  eventClock,
  MONDAY,
  policy,
  prices,
  rep,
  scored,
  sha256,
} from '../../test/scenario.ts';

const PRICES = { version: 'p1', objective: 'value', perHour: { ann: 5 } };

/** The event as somebody has sent it. */
function signed(event: LogEvent, said: object): LogEvent {
  return { ...event, value: { ...event.value, ...said } } as LogEvent;
}

/** Folds events, each with the key `key` if there is one; answers decisions and what they name. */
function given(state = createWorkspace('default', 'main'), key: string | null = null) {
  const contents = new Map<string, string>();
  let offset = 0;
  const fold = (...events: readonly LogEvent[]) => {
    const results = events.map((event) => {
      const context = { ...contextAt(offset, MONDAY + 10 * 3_600_000), key };
      offset += 1;
      return foldEvent(state, event, context);
    });
    for (const { hash, body } of results.flatMap((result) => result.contents)) contents.set(hash, body);
    return results;
  };
  const decided = (lead: string) => fold(scored(lead)).flatMap(({ decisions }) => decisions)[0]!;
  const told = (lead: string) => explainDecision(decided(lead), (hash) => contents.get(hash));
  return { state, fold, decided, told, content: (hash: string) => contents.get(hash) };
}

const everything = [
  signed(policy({}, 'v7'), { actor: 'ann', reason: 'a fair start' }),
  signed(prices(PRICES), { by: 'job', reason: 'nightly' }),
  signed(rep('ann'), { by: 'hris', reason: 'sync' }),
];

test('a decision says who has set what it went by, and why, in data and in words', () => {
  const { fold, told } = given(undefined, 'k1');
  fold(...everything);
  const { setBy, words } = told('l');
  expect(setBy).toEqual([
    { setting: 'policy', version: 'v7', by: 'ann', reason: 'a fair start', key: 'k1', offset: 0 },
    { setting: 'prices', version: 'prices-1', by: 'job', reason: 'nightly', key: 'k1', offset: 1 },
    { setting: 'roster', version: 'ann', by: 'hris', reason: 'sync', key: 'k1', offset: 2 },
  ]);
  expect(words).toContain('  policy v7: a fair start (by ann, with key k1, record 0 of the log)');
});

test('the clock has its author, and so has the step that says at what time it was decided', () => {
  const run = given();
  run.fold(signed(eventClock(), { by: 'ops', reason: 'a drill' }), rep('ann'), scored('l'));
  const closed = run.fold(
    signed(advanced(MONDAY + 12 * 3_600_000), { by: 'import', reason: 'import of a.csv' }),
  );
  const [decision] = closed.flatMap(({ decisions }) => decisions);
  expect(explainDecision(decision!, run.content).setBy).toMatchObject([
    { setting: 'clock', version: 'event', by: 'ops', reason: 'a drill' },
    { setting: 'clock-step', version: null, by: 'import', reason: 'import of a.csv' },
  ]);
});

test('steps of one author for one reason are one: no state, no content more', () => {
  const { fold, state } = given();
  const steps = [1, 2, 3].map((hour) =>
    signed(advanced(MONDAY + hour * 3_600_000), { by: 'import', reason: 'x' }),
  );
  fold(eventClock(), ...steps);
  expect(state.meta.provenance).toMatchObject({ 'clock-step': { offset: 1 } });
});

test('what changes nothing changes no author; what nobody signs has none any more', () => {
  const { fold, state } = given();
  const known = (): Provenance | undefined => state.meta.provenance;
  fold(signed(rep('ann'), { by: 'hris', reason: 'sync' }));
  fold(signed(rep('ann'), { by: 'ben', reason: 'the same again' }));
  expect(known()).toMatchObject({ roster: { by: 'hris' } });
  fold(rep('ann', { capacity: 3 }));
  expect(known()).toEqual({});
  fold(signed(prices('no prices'), { by: 'ben', reason: 'a slip' }));
  expect(known()).toEqual({});
});

test('where nobody ever says so, every row is what it was before: a record of this engine has no place for it', () => {
  const { fold, decided, state } = given();
  fold(policy({}, 'v7'), prices(PRICES), rep('ann'));
  expect(decided('l').provenance).toBeNull();
  expect(state.meta).not.toHaveProperty('provenance');
});

test('who has set it does not change what is decided, nor the bytes of its capsule', () => {
  const [silent, said] = [given(), given(undefined, 'k1')];
  silent.fold(policy({}, 'v7'), prices(PRICES), rep('ann'));
  said.fold(...everything);
  const [without, known] = [silent.decided('l'), said.decided('l')];
  expect(known).toEqual({ ...without, provenance: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(replayCapsule(known.capsule, said.content, sha256)).toEqual({ kind: 'identical' });
});

test('a new owner of the log knows it', () => {
  const { fold, state } = given();
  const rows = fold(...everything).flatMap((result) => result.state);
  const entries = rows.map(({ key, body }) => [key, body ?? ''] as const);
  const restored: WorkspaceState = restoreWorkspace('default', 'main', entries);
  expect(restored.meta.provenance).toEqual(state.meta.provenance);
});

const release = (tenant: string, version: string | null, by: string) => ({
  tenant,
  version,
  by,
  reason: 'r',
});

test('of a model the latest release for the tenant counts, else that for all', () => {
  const log = [
    release('*', 'm1', 'a'),
    release('acme', 'm1', 'b'),
    release('*', 'm1', 'c'),
    release('*', 'm2', 'd'),
  ];
  expect(modelAuthor(log, 'acme', 'm1')).toMatchObject({ by: 'b', version: 'm1' });
  expect(modelAuthor(log, 'other', 'm1')).toMatchObject({ by: 'c' });
  expect(modelAuthor(log, 'acme', 'm3')).toBeNull();
  expect(modelAuthor(log, 'acme', null)).toBeNull();
});
