import { capsuleHash, replayCapsule } from '@leadline/domain';
import { connectLive } from '@leadline/live';
import { type Running } from '@leadline/stream';
import { tcpProxy, until } from '@leadline/testkit';
import { redisLoads } from '../src/adapters/redis-loads.ts';
import { assignmentLog, type AssignmentParts } from '../src/stage.ts';
import { lead, leadId, outcome, policy, rep, type Scene } from './events.ts';
import { freshScene, place, Stack } from './stack.ts';

let stack: Stack;
let owner: Running;

beforeAll(async () => {
  stack = await Stack.open(place(10));
  owner = await own();
});
afterAll(async () => {
  await owner.stop();
  await stack.close();
});

const own = (parts: Partial<AssignmentParts> = {}) =>
  stack.client.runExactlyOnce(assignmentLog({ ...stack.parts, ...parts }));

const assigned = (scene: Scene) => stack.rows('lead.assigned', 'LeadAssigned', scene);
const many = (count: number, of: (i: number) => ReturnType<typeof lead>) =>
  Array.from({ length: count }, (_, i) => of(i));

test('a close that arrives before its lead is applied when the lead comes', async () => {
  const scene = freshScene();
  await stack.send(outcome(scene, 'a', 'won'), rep(scene, 'anna'), lead(scene, 'a', { anna: 0 }));
  await stack.settled();
  const ledger = await stack.rows('assignment.ledger', 'LedgerEntry', scene);
  expect(ledger.filter((row) => row.leadId !== null).map(({ kind }) => kind)).toEqual([
    'held',
    'assigned',
    'closed',
  ]);
  const [closed] = (await stack.rows('lead.status', 'LeadStatus', scene)).slice(-1);
  expect(closed).toMatchObject({ leadId: leadId(scene, 'a'), state: 'closed', outcome: 'won' });
  expect((await stack.loads(scene)).ledger).toEqual(new Map([['anna', 0]]));
});

test('a flushed Redis is loaded again while routing goes on', async () => {
  const scene = freshScene();
  await stack.send(rep(scene, 'anna'), ...many(20, (i) => lead(scene, `a${i}`, { anna: 0 })));
  await stack.settled();
  await stack.live.run((redis) => redis.flushDb());
  await stack.send(...many(20, (i) => lead(scene, `b${i}`, { anna: 0 })));
  await stack.settled();
  expect(await assigned(scene)).toHaveLength(40);
  await until('Redis equals the ledger', async () => (await stack.loads(scene)).live?.get('anna') === 40);
});

test('a flushed Redis is loaded again on a quiet log', async () => {
  const scene = freshScene();
  await stack.send(rep(scene, 'anna'), lead(scene, 'a', { anna: 0 }));
  await stack.settled();
  await stack.live.run((redis) => redis.flushDb());
  await until('Redis equals the ledger', async () => (await stack.loads(scene)).live?.get('anna') === 1);
});

test.each(['cut', 'hang'] as const)(
  'routing goes on while Redis is %s; afterwards Redis equals the ledger',
  async (fault) => {
    const scene = freshScene();
    const proxy = await tcpProxy(new URL(stackPlaceRedis()).host);
    const shaky = await connectLive(`redis://${proxy.address}/10`, { timeoutMs: 250 });
    await owner.stop();
    owner = await own({ store: redisLoads(shaky, { warn: () => {} }) });
    await stack.send(rep(scene, 'anna'), lead(scene, 'a', { anna: 0 }));
    const live = async () => (await stack.liveLoads(scene))?.get('anna');
    await until('Redis has the first lead', async () => (await live()) === 1);
    proxy[fault]();
    for (let step = 1; step <= 10; step++) {
      await stack.send(...many(10, (i) => lead(scene, `${step}/${i}`, { anna: 0 })));
      await stack.settled();
      expect(await assigned(scene)).toHaveLength(1 + 10 * step);
    }
    expect(await live()).toBe(1);
    proxy.heal();
    await until('Redis equals the ledger', async () => (await live()) === 101);
    await owner.stop();
    owner = await own();
    shaky.close();
    await proxy.close();
  },
);

test('200 leads with 500 candidates each are committed in one chunk', async () => {
  const scene = freshScene();
  const reps = Array.from({ length: 500 }, (_, i) => `r${String(i).padStart(3, '0')}`);
  const logits = Object.fromEntries(reps.map((repId, i) => [repId, -1_000_000 - i]));
  await stack.send(...reps.map((repId) => rep(scene, repId)));
  await stack.settled();
  await owner.stop();
  await stack.send(...many(200, (i) => lead(scene, `lead-${i}`, logits)));
  const chunks: number[] = [];
  const options = assignmentLog(stack.parts);
  owner = await stack.client.runExactlyOnce({
    ...options,
    task: (ownership) => counted(options.task(ownership), chunks),
  });
  await stack.settled();
  expect(await assigned(scene)).toHaveLength(200);
  expect(Math.max(...chunks)).toBe(200);
  const loads = await stack.loads(scene);
  expect([...loads.ledger.values()].reduce((sum, open) => sum + open, 0)).toBe(200);
});

function counted(task: ReturnType<ReturnType<typeof assignmentLog>['task']>, chunks: number[]): typeof task {
  return {
    open: () => task.open(),
    process: (chunk) => (chunks.push(chunk.length), task.process(chunk)),
    committed: () => task.committed(),
    idle: (now) => task.idle(now),
    close: () => task.close(),
  };
}

test('every capsule is replayed to the byte; an altered one is found and named', async () => {
  const scene = freshScene();
  const reps = ['anna', 'ben', 'carla'].map((repId, i) =>
    rep(scene, repId, { capacity: 6, workStart: i * 60 }),
  );
  const leads = many(30, (i) =>
    lead(scene, `lead-${i}`, { anna: i * 9_000, ben: -i * 9_000 }, { personKey: `p${i % 25}` }),
  );
  const changed = policy(scene, 'v2', { strategy: 'round-robin', hours: 'ignore' });
  await stack.send(
    ...reps,
    ...leads.slice(0, 15),
    changed,
    outcome(scene, 'lead-3', 'won'),
    ...leads.slice(15),
  );
  await stack.settled();
  const contents = await stack.rows('assignment.decision', 'ContentStored', scene);
  const decisions = await stack.rows('assignment.decision', 'DecisionRecorded', scene);
  const bodies = new Map(contents.map(({ hash, body }) => [hash, body]));
  const replay = (capsule: string) =>
    replayCapsule(capsule, (hash) => bodies.get(hash), stack.parts.sha256).kind;
  expect(decisions.length).toBeGreaterThanOrEqual(15);
  expect(new Set(decisions.map(({ capsule }) => replay(capsule)))).toEqual(new Set(['identical']));

  const victim = decisions[Math.floor(decisions.length / 2)]!;
  const altered = decisions.map((decision) =>
    decision === victim
      ? { ...decision, capsule: decision.capsule.replace(/"expectedValue":\d+/, '"expectedValue":7') }
      : decision,
  );
  const named = altered
    .filter(
      (decision) => replay(decision.capsule) !== 'identical' || hashOf(decision) !== decision.capsuleHash,
    )
    .map((decision) => decision.leadId);
  expect(named).toEqual([victim.leadId]);
});

/** A fact that changes no result shows in the chain of hashes alone. */
const hashOf = ({ capsule, previousHash }: { capsule: string; previousHash: string }) =>
  capsuleHash(capsule, previousHash, stack.parts.sha256);
const stackPlaceRedis = () => process.env['LEADLINE_REDIS'] ?? 'redis://127.0.0.1:6379';
