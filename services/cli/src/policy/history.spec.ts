import type { LedgerEntry, PolicyReleased } from '@leadline/contracts';
import { earlier, historyOf } from './history.ts';

const released = (eventId: string, version: string) => ({
  at: 1,
  value: {
    eventId, tenant: 'default', workspace: 'main', version, body: `{"version":"${version}"}`, occurredAt: 0,
    actor: 'u7', reason: 'why', file: null,
  } satisfies PolicyReleased,
}); // prettier-ignore

const effect = (version: string, inputOffset: number): LedgerEntry =>
  ({ kind: 'policy-released', reason: version, inputOffset, at: 100 + inputOffset }) as LedgerEntry;

const releases = [released('e1', 'v1'), released('e2', 'v2'), released('e2', 'v2'), released('e3', 'v2'), released('e4', 'v1')]; // prettier-ignore

test('each release once, with the record of the log from which it holds', () => {
  const history = historyOf(releases, [effect('v1', 3), effect('v2', 8), effect('v1', 20)]);
  expect(
    history.map(({ version, effect: from, current }) => [version, from?.offset ?? null, current]),
  ).toEqual([
    ['v1', 3, false],
    ['v2', 8, false],
    ['v2', null, false],
    ['v1', 20, true],
  ]);
  expect(history[0]).toMatchObject({
    actor: 'u7',
    reason: 'why',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

/** Version, offset from which it holds, and whether it is kept, of each release. */
const told = (versions: readonly string[], rows: readonly string[]) =>
  historyOf(
    versions.map((version, index) => released(`e${index}`, version)),
    rows.map((version, index) => effect(version, 10 * (index + 1))),
  ).map(({ version, effect: from, body }) => [version, from?.offset ?? null, body !== null]);

test('what was released before releases were kept is told of by the ledger, and does not stop what came after', () => {
  expect(told(['v3', 'v1'], ['v1', 'v2', 'v3', 'v1'])).toEqual([
    ['v1', 10, false],
    ['v2', 20, false],
    ['v3', 30, true],
    ['v1', 40, true],
  ]);
  // The first that is kept is the policy that holds already: it has the row by which it holds.
  expect(told(['v1', 'v2'], ['v1', 'v2', 'v1', 'v2'])).toEqual([
    ['v1', 10, false],
    ['v2', 20, false],
    ['v1', 30, true],
    ['v2', 40, true],
  ]);
  expect(told([], ['v1'])).toEqual([['v1', 10, false]]);
});

test('assignment has not come to the last', () => {
  expect(told(['v3', 'v1'], ['v1', 'v2', 'v3'])).toEqual([
    ['v1', 10, false],
    ['v2', 20, false],
    ['v3', 30, true],
    ['v1', null, true],
  ]);
});

test('two releases at once may stand the other way round on the log: what holds is what the log says', () => {
  const history = historyOf(
    ['start', 'a', 'b', 'c'].map((version, index) => released(`e${index}`, version)),
    [effect('start', 1), effect('b', 2), effect('a', 3)],
  );
  expect(history.map(({ version, current, body }) => [version, current, body !== null])).toEqual([
    ['start', false, true],
    ['b', false, true],
    ['a', true, true],
    ['c', false, true],
  ]);
  expect(earlier(history, null).version).toBe('b');
});

test('an event that is delivered again later is the release that it was', () => {
  const again = [released('e1', 'v1'), released('e2', 'v2'), released('e1', 'v1')];
  const history = historyOf(again, [effect('v1', 3), effect('v2', 8)]);
  expect(history.map(({ version, current }) => [version, current])).toEqual([
    ['v1', false],
    ['v2', true],
  ]);
});

test('back to the one before, or to the one that is named', () => {
  const history = historyOf(releases, [effect('v1', 3), effect('v2', 8), effect('v1', 20)]);
  expect(earlier(history, null)).toMatchObject({ version: 'v2', effect: { offset: 8 } });
  expect(earlier(history, 'v1')).toMatchObject({ version: 'v1', current: true });
});

test('what was never released cannot be gone back to', () => {
  const history = historyOf(releases, [effect('v1', 3)]);
  for (const version of [null, 'v9'])
    expect(() => earlier(history, version)).toThrow(
      expect.objectContaining({ code: 'LEADLINE_POLICY_UNKNOWN' }),
    );
});
