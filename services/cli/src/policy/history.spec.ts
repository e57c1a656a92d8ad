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
