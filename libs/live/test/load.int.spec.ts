import { tcpProxy } from '@leadline/testkit';
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { connectLive, type LiveConnection } from '../src/connection.ts';
import {
  adoptLoads,
  readLoads,
  readWaiting,
  reloadLoads,
  startNewIncarnation,
  writeLoads,
  type LoadRow,
  type LoadWriter,
  type WaitingRow,
} from '../src/load.ts';

/** A database of its own, so that flushing it disturbs nobody. */
const redis = new URL(process.env['LEADLINE_REDIS'] ?? 'redis://127.0.0.1:6379');
redis.pathname = '/9';

const none = { loads: [], waiting: [], left: [] };
const empty = { loads: [], waiting: [] };
let live: LiveConnection;

beforeAll(async () => {
  live = await connectLive(redis.href, { timeoutMs: 2_000 });
});
afterAll(() => live.close());

const writer = (token: bigint, seq: number): LoadWriter => ({ partition: randomInt(1e9), token, seq });
const rep = (repId: string, open: number): LoadRow => ({
  tenant: 'ten/ant',
  workspace: 'sales',
  repId,
  open,
});
const lead = (leadId: string): WaitingRow => ({
  tenant: 'ten/ant',
  workspace: 'sales',
  leadId,
  since: 1,
  deadline: 2_000,
  priority: 0.25,
});

const generation = (open: number) => ({
  loads: Array.from({ length: 5_000 }, (_, i) => rep(`r${i}`, open)),
  waiting: [],
});

async function rowsOf<Row>(view: ReturnType<typeof readLoads> | Promise<unknown>): Promise<readonly Row[]> {
  const seen = await view;
  if (seen === null || seen === 'unavailable') throw new Error(`no view: ${seen}`);
  return (seen as { rows: readonly Row[] }).rows;
}

test('OK: what a commit changed is there for readers, with names that hold separators', async () => {
  const owner = writer(10n, 5);
  expect(
    await reloadLoads(live, owner, { loads: [rep('r/1', 3), rep('r2', 0)], waiting: [lead('a'), lead('b')] }),
  ).toEqual({
    answer: 'OK',
    token: 10n,
    seq: 5,
  });
  const changes = { loads: [rep('r/1', 4)], waiting: [lead('c')], left: [lead('a')] };
  expect(await writeLoads(live, { ...owner, seq: 7 }, 5, changes)).toEqual({
    answer: 'OK',
    token: 10n,
    seq: 7,
  });
  expect(await rowsOf(readLoads(live, owner.partition))).toEqual([rep('r/1', 4), rep('r2', 0)]);
  expect(new Set(await rowsOf(readWaiting(live, owner.partition)))).toEqual(new Set([lead('b'), lead('c')]));
  expect(await readLoads(live, owner.partition)).toMatchObject({ seq: 7, stale: false });
});

test('STALE: nothing there, after a flush, and when a write was missed', async () => {
  const owner = writer(10n, 5);
  expect(await writeLoads(live, owner, 5, none)).toMatchObject({ answer: 'STALE', token: null, seq: null });
  await reloadLoads(live, owner, empty);
  expect(await writeLoads(live, { ...owner, seq: 9 }, 7, none)).toMatchObject({ answer: 'STALE', seq: 5 });
  await live.run((client) => client.flushDb());
  expect(await writeLoads(live, { ...owner, seq: 6 }, 5, none)).toMatchObject({ answer: 'STALE' });
  expect(await readLoads(live, owner.partition)).toBeNull();
});

test('FENCED: an old owner can neither write, nor adopt, nor reload', async () => {
  const old = writer(10n, 5);
  const now = { ...old, token: 12n };
  await reloadLoads(live, old, { loads: [rep('r1', 1)], waiting: [] });
  expect(await adoptLoads(live, now)).toMatchObject({ answer: 'OK', token: 12n });
  const fenced = { answer: 'FENCED', token: 12n, seq: 5 };
  expect(await writeLoads(live, { ...old, seq: 6 }, 5, { ...none, loads: [rep('r1', 9)] })).toEqual(fenced);
  expect(await adoptLoads(live, old)).toEqual(fenced);
  expect(await reloadLoads(live, old, { loads: [rep('r1', 9)], waiting: [] })).toEqual(fenced);
  expect(await rowsOf(readLoads(live, old.partition))).toEqual([rep('r1', 1)]);
});

test('AHEAD: a sequence beyond the ledger is told until a new incarnation is started', async () => {
  const before = writer(10n, 50);
  await reloadLoads(live, before, { loads: [rep('r1', 9)], waiting: [] });
  const owner = { ...before, token: 11n, seq: 40 };
  const ahead = { answer: 'AHEAD', token: 10n, seq: 50 };
  expect(await adoptLoads(live, owner)).toEqual(ahead);
  expect(await reloadLoads(live, owner, empty)).toEqual(ahead);
  expect(await writeLoads(live, owner, 40, none)).toEqual(ahead);
  expect(await startNewIncarnation(live, owner.partition)).toBe(1);
  expect(await reloadLoads(live, owner, { loads: [rep('r1', 2)], waiting: [] })).toMatchObject({
    answer: 'OK',
    seq: 40,
  });
  expect(await rowsOf(readLoads(live, owner.partition))).toEqual([rep('r1', 2)]);
});

test('readers never see a half-written generation', async () => {
  const owner = writer(10n, 1);
  await reloadLoads(live, owner, generation(1));
  const writing = new AbortController();
  const reads = (async () => {
    const seen = new Set<string>();
    while (!writing.signal.aborted) {
      const rows = await rowsOf<LoadRow>(readLoads(live, owner.partition));
      seen.add(`${rows.length} of ${[...new Set(rows.map((row) => row.open))].join()}`);
    }
    return seen;
  })();
  for (let open = 2; open <= 12; open++) await reloadLoads(live, owner, generation(open));
  writing.abort();
  for (const seen of await reads) expect(seen).toMatch(/^5000 of \d+$/);
  const keys = await live.run((client) => client.keys(`ll:{${owner.partition}}:*`));
  expect(keys).toHaveLength(2); // the pointer and one generation: former ones are gone
});

test('a flush while a generation is written makes the reload answer STALE, not a part', async () => {
  const owner = writer(10n, 1);
  const loads = Array.from({ length: 20_000 }, (_, i) => rep(`r${i}`, i));
  const reloading = reloadLoads(live, owner, { loads, waiting: [] });
  const writing = `ll:{${owner.partition}}:load:1:loads`;
  while ((await live.run((client) => client.hLen(writing))) === 0);
  await live.run((client) => client.flushDb());
  expect(await reloading).toMatchObject({ answer: 'STALE' });
  expect(await readLoads(live, owner.partition)).toBeNull();
});

test.each(['cut', 'hang'] as const)(
  'unavailable, in time, while the connection is %s; back by itself',
  async (fault) => {
    const proxy = await tcpProxy(redis.host);
    const shaky = await connectLive(`redis://${proxy.address}/9`, { timeoutMs: 100 });
    const owner = writer(10n, 1);
    expect(await reloadLoads(shaky, owner, empty)).toMatchObject({ answer: 'OK' });
    proxy[fault]();
    const begun = performance.now();
    expect(await writeLoads(shaky, owner, 1, none)).toBe('unavailable');
    expect(await reloadLoads(shaky, owner, empty)).toBe('unavailable');
    expect(await readLoads(shaky, owner.partition)).toBe('unavailable');
    expect(performance.now() - begun).toBeLessThan(2_000);
    proxy.heal();
    const reply = await until(() => writeLoads(shaky, owner, 1, none));
    expect(reply).toMatchObject({ answer: 'OK' });
    shaky.close();
    await proxy.close();
  },
);

test('connecting to nothing resolves, and everything answers unavailable', async () => {
  const proxy = await tcpProxy(redis.host);
  await proxy.close();
  const nobody = await connectLive(`redis://${proxy.address}`, { timeoutMs: 100 });
  expect(nobody.ready).toBe(false);
  expect(await readWaiting(nobody, 0)).toBe('unavailable');
  nobody.close();
});

test('a reply that means a bug is thrown, not hidden', async () => {
  const key = `ll:${randomUUID()}`;
  await live.run((client) => client.set(key, 'text', { expiration: { type: 'EX', value: 60 } }));
  await expect(live.run((client) => client.hGetAll(key))).rejects.toThrow('WRONGTYPE');
});

async function until<T>(attempt: () => Promise<T | 'unavailable'>): Promise<T> {
  for (;;) {
    const reply = await attempt();
    if (reply !== 'unavailable') return reply;
    await setTimeout(20); // lets the reconnect happen
  }
}
