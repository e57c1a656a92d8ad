import { isWhole, type LiveConnection } from '@leadline/live';
import { decisionProjector } from './decision-projector.ts';
import { statusProjector, VIEW_MS } from './projector.ts';

/** A Redis that has lost everything. */
function emptied(): LiveConnection {
  const keys = new Map<string, string>();
  const redis = {
    async set(key: string, value: string, { condition }: { condition: 'NX' | 'XX' }) {
      const held = keys.get(key) ?? null;
      if ((condition === 'NX') === (held === null)) keys.set(key, value);
      return held;
    },
    get: async (key: string) => keys.get(key) ?? null,
  };
  return { run: (ask: (client: never) => unknown) => ask(redis as never) } as unknown as LiveConnection;
}

test('views are read from the log a few times a second, whatever comes', () => {
  const live = emptied();
  expect([statusProjector(live).lingerMs, decisionProjector(live).lingerMs]).toEqual([VIEW_MS, VIEW_MS]);
});

test('leads are whole again as soon as their own topics are read, without a year of decisions', async () => {
  const live = emptied();
  const [status, decisions] = [statusProjector(live), decisionProjector(live)];
  expect(status.inputs).not.toContain('assignment.decision');
  expect([await status.idle?.(), await decisions.idle?.()]).toEqual(['rewind', 'rewind']);
  expect(await status.idle?.()).toBe('ok');
  expect([await isWhole(live, 'leads'), await isWhole(live, 'decisions')]).toEqual([true, false]);
  expect(await decisions.idle?.()).toBe('ok');
  expect(await isWhole(live, 'decisions')).toBe(true);
});
