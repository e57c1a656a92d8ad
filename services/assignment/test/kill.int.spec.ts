import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Records } from '@leadline/contracts';
import { foldLedger, type LogEvent } from '@leadline/domain';
import { type Child, startChild, until } from '@leadline/testkit';
import { advanced, eventClock, lead, policy, rep, type Scene } from './events.ts';
import { freshScene, place, Stack } from './stack.ts';

const OWNER = fileURLToPath(new URL('owner.ts', import.meta.url));
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
const LEADS = 25;
/** Small, so that a kill meets many transactions. */
const CHUNK = '2';
const KILLS = 4;
const HANDED_ON = 80;

const where = place(12);
let stack: Stack;
let owner: Child;
/** What one owner keeps, the next goes on from. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-state-'));
  stack = await Stack.open(where);
  owner = await startOwner();
});
afterAll(async () => {
  await owner.kill();
  await stack.close();
  await rm(folder, { recursive: true });
});

async function startOwner(): Promise<Child> {
  const child = startChild(OWNER, {
    TEST_PREFIX: where.prefix,
    TEST_REDIS: where.redis,
    TEST_CHUNK: CHUNK,
    TEST_STATE: folder,
  });
  await child.said('up');
  return child;
}

/** Numbers from 0 to below 1 that a seed gives (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The log of one seed: each lead comes once for `anna`, and again, with an enrichment that makes `ben` the better one,
 * after a policy that would choose `carla`. Where which comes is the seed's.
 */
function story(scene: Scene, random: () => number): LogEvent[] {
  const timed = Array.from({ length: LEADS }, (_, i) => {
    const first = random();
    return [
      { at: first, event: lead(scene, `lead-${i}`, { anna: 900_000, ben: 0, carla: -900_000 }) },
      {
        at: first + random(),
        event: lead(scene, `lead-${i}`, { anna: 0, ben: 900_000 }, { expectedValue: 5 }),
      },
    ];
  }).flat();
  const change = { at: 0.5, event: policy(scene, 'v2', { strategy: 'round-robin', hours: 'ignore' }) };
  const events = [...timed, change].toSorted((a, b) => a.at - b.at).map(({ event }) => event);
  return [...['anna', 'ben', 'carla'].map((repId) => rep(scene, repId)), ...events];
}

test('a lead delivered twice, with other enrichment and a policy change in between, under kill -9: one owner, one count of load', async () => {
  const random = randomOf(2026);
  const seeds = SEEDS.map((seed) => ({ seed, scene: freshScene() }));
  const logs = seeds.map(({ seed, scene }) => story(scene, randomOf(seed)));
  const rounds = KILLS + 1;
  let interrupted = 0;
  for (let round = 0; round < rounds; round++) {
    const part = logs.map((log) =>
      log.slice((round * log.length) / rounds, ((round + 1) * log.length) / rounds),
    );
    const before = (await progress()).committed;
    const sending = stack.send(...interleaved(part));
    if (round < KILLS) {
      await until('the owner commits', async () => (await progress()).committed > before);
      await pause(random() * 60); // anywhere in the chunks that follow
      await owner.kill();
      await sending;
      if ((await progress()).left > 0) interrupted += 1;
      owner = await startOwner();
    }
    await sending;
  }
  expect(interrupted).toBeGreaterThanOrEqual(2); // else nothing was shown: every kill met an idle owner
  await stack.settled();
  expect((await readdir(folder)).length).toBeGreaterThan(0);
  const ledger = await stack.rows('assignment.ledger', 'LedgerEntry');
  const assigned = await stack.rows('lead.assigned', 'LeadAssigned');
  for (const { scene } of seeds) {
    const isHere = ({ workspace }: { readonly workspace: string }) => workspace === scene.workspace;
    await check(scene, ledger.filter(isHere), assigned.filter(isHere));
  }
});

test('leads that are handed on under kill -9: each comes to the other workspace once, and has one rep there', async () => {
  const random = randomOf(2027);
  const [from, to] = [freshScene(), freshScene()];
  const start = Date.now();
  const minute = (n: number): number => start + n * 60_000;
  await stack.send(
    rep(to, 'kim'),
    eventClock(from, start),
    policy(from, 'v1', { transfer: { afterMinutes: 1, workspace: to.workspace } }),
  );
  const handed = Array.from({ length: HANDED_ON }, (_, n) => [
    lead({ ...from, at: minute(2 * n) }, `lead-${n}`),
    advanced(from, minute(2 * n + 1)),
  ]);
  let interrupted = 0;
  for (let kill = 0; kill < 2; kill++) {
    const half = handed.slice((kill * HANDED_ON) / 2, ((kill + 1) * HANDED_ON) / 2).flat();
    const before = (await progress()).committed;
    const sending = stack.send(...half);
    await until('the owner commits', async () => (await progress()).committed > before);
    await pause(random() * 60);
    await owner.kill();
    await sending;
    if ((await progress()).left > 0) interrupted += 1;
    owner = await startOwner();
  }
  expect(interrupted).toBeGreaterThanOrEqual(1);
  await stack.settled();
  const idsOf = async (
    topic: 'assignment.in' | 'lead.assigned',
    record: 'LeadTransferred' | 'LeadAssigned',
  ) => (await stack.rows(topic, record, to)).map(({ leadId }) => leadId).toSorted();
  const left = (await stack.rows('assignment.ledger', 'LedgerEntry', from))
    .filter(({ kind }) => kind === 'transferred')
    .map(({ leadId }) => leadId ?? '')
    .toSorted();
  expect(new Set(left).size).toBe(HANDED_ON);
  expect(await idsOf('assignment.in', 'LeadTransferred')).toEqual(left);
  expect(await idsOf('lead.assigned', 'LeadAssigned')).toEqual(left);
  expect((await stack.loads(to)).ledger).toEqual(new Map([['kim', HANDED_ON]]));
});

/** One record of each log in turn, so that every chunk mixes workspaces. */
function interleaved(logs: readonly (readonly LogEvent[])[]): LogEvent[] {
  const longest = Math.max(...logs.map((log) => log.length));
  return Array.from({ length: longest }, (_, i) => logs.flatMap((log) => log[i] ?? [])).flat();
}

/** Records of the log that are committed, and that are left. */
async function progress(): Promise<{ committed: number; left: number }> {
  const lags = await stack.client.lag('assignment', ['assignment.in']);
  const committed = lags.reduce((sum, lag) => sum + Number(lag.committed > 0n ? lag.committed : 0n), 0);
  const end = lags.reduce((sum, lag) => sum + Number(lag.end), 0);
  return { committed, left: end - committed };
}

async function check(
  scene: Scene,
  ledger: readonly Records['LedgerEntry'][],
  assigned: readonly Records['LeadAssigned'][],
): Promise<void> {
  expect(ledger.map(({ seq }) => seq)).toEqual(ledger.map((_, i) => i + 1));
  const owners = ledger.filter(({ kind }) => kind === 'assigned');
  expect(owners).toHaveLength(LEADS);
  expect(new Set(owners.map(({ leadId }) => leadId)).size).toBe(LEADS);
  expect(ledger.filter(({ kind }) => kind === 'redelivered')).toHaveLength(LEADS);
  expect(assigned.map(({ leadId, repId }) => [leadId, repId])).toEqual(
    owners.map(({ leadId, repId }) => [leadId, repId]),
  );
  const loads = foldLedger(ledger);
  expect([...loads.values()].reduce((sum, open) => sum + open, 0)).toBe(LEADS);
  await until('Redis equals the ledger', async () => {
    const live = await stack.liveLoads(scene);
    return live !== null && [...loads].every(([repId, open]) => live.get(repId) === open);
  });
}
