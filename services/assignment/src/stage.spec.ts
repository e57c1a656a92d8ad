import { randomUUID } from 'node:crypto';
import { CodecFailure, contextOf, type Records, TOPICS, workspacePartition } from '@leadline/contracts';
import { replayCapsule } from '@leadline/domain';
import { PoisonRecord } from '@leadline/stream';
import { Bench } from '../test/bench.ts';
import { context, lead, leadId, outcome, policy, rep, type Scene } from '../test/events.ts';
import { jsonCodec } from '../test/fakes.ts';
import { stateKey } from './outputs.ts';
import { assignmentLog } from './stage.ts';

const OUTPUTS = [
  'assignment.ledger',
  'assignment.decision',
  'assignment.state',
  'lead.assigned',
  'lead.waiting',
  'lead.settled',
  'lead.status',
];

const scene = (): Scene => ({ tenant: 'default', workspace: 'sales' });

/** Two small reps, so that leads wait, are drained by outcomes, are duplicates and redeliveries. */
function story(at: Scene) {
  const names = Array.from({ length: 60 }, (_, i) => `lead-${i}`);
  const leads = names.flatMap((name, i) => [
    lead(at, name, { anna: -i * 1_000, ben: -500_000 + i * 9_000 }, { personKey: `person-${i % 50}` }),
    ...(i % 7 === 3 ? [lead(at, name, { anna: 1_000_000 })] : []),
    ...(i % 5 === 4 ? [outcome(at, `lead-${i - 4}`, 'won')] : []),
    ...(i === 30 ? [policy(at, 'v2', { hours: 'ignore', strategy: 'round-robin' })] : []),
  ]);
  const early = outcome(at, 'lead-59', 'lost');
  return [rep(at, 'anna', { capacity: 5 }), rep(at, 'ben', { capacity: 8 }), early, ...leads];
}

async function folded(chunkSize: number, failing = -1): Promise<Bench> {
  const bench = new Bench(scene());
  await bench.send(...story(scene()));
  await bench.fold(await bench.own(), chunkSize, failing);
  return bench;
}

const outputsOf = (bench: Bench) => Object.fromEntries(OUTPUTS.map((topic) => [topic, bench.written(topic)]));

test.each([1, 7, 50, 200])('chunks of %d give the same bytes on every output topic', async (chunkSize) => {
  const reference = await folded(13);
  // Stage times are wall clock, which stands still here while a chunk is folded.
  expect(outputsOf(await folded(chunkSize))).toEqual(outputsOf(reference));
  expect(reference.values('lead.assigned').length).toBeGreaterThan(12);
  expect(reference.values('lead.waiting').length).toBeGreaterThan(0);
});

test.each([0, 2, 6])('a lost transaction and a new owner give the same bytes (chunk %d)', async (failing) => {
  expect(outputsOf(await folded(13, failing))).toEqual(outputsOf(await folded(13)));
});

test('an owner that takes over goes on where the former one stopped, and each lead is decided once', async () => {
  const bench = new Bench(scene());
  const [first, second] = [story(scene()).slice(0, 40), story(scene()).slice(40)];
  await bench.send(...first);
  await bench.fold(await bench.own());
  await bench.send(...second);
  await bench.fold(await bench.own());
  const reference = await folded(200);
  for (const topic of ['assignment.ledger', 'assignment.decision', 'assignment.state'])
    expect(bench.written(topic)).toEqual(reference.written(topic));
  const rows = bench.values<Records['LedgerEntry']>('assignment.ledger');
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
});

test('every decision that was written can be replayed', async () => {
  const bench = await folded(50);
  const rows = bench.values<Records['DecisionRecorded'] & Records['ContentStored']>('assignment.decision');
  const contents = new Map(
    rows.filter(({ body }) => body !== undefined).map(({ hash, body }) => [hash, body]),
  );
  const decisions = rows.filter(({ capsule }) => capsule !== undefined);
  expect(decisions.length).toBeGreaterThan(12);
  for (const { capsule } of decisions)
    expect(replayCapsule(capsule, (hash) => contents.get(hash), bench.parts.sha256)).toEqual({
      kind: 'identical',
    });
});

test('the live view follows, whatever the store does; its failures never stop routing', async () => {
  const bench = new Bench(scene());
  const task = await bench.own();
  await bench.send(rep(scene(), 'anna'), lead(scene(), 'a', { anna: 0 }));
  await bench.fold(task);
  expect(bench.loads.loads).toEqual(new Map([['anna', 1]]));

  bench.loads.down = true;
  await bench.send(lead(scene(), 'b', { anna: 0 }));
  await bench.fold(task);
  await bench.send(lead(scene(), 'c', { anna: 0 }));
  await bench.fold(task);
  expect(bench.values('lead.assigned')).toHaveLength(3);
  expect(bench.loads.loads).toEqual(new Map([['anna', 1]]));

  bench.loads.down = false;
  bench.now += 2_000;
  await task.idle(bench.now);
  expect(bench.loads.loads).toEqual(new Map([['anna', 3]]));

  bench.loads.flush();
  await bench.send(lead(scene(), 'd', { anna: 0 }));
  await bench.fold(task);
  expect(bench.loads.loads).toEqual(new Map([['anna', 4]]));
  expect(bench.alarms).toEqual([null]);
});

test('a live view that knows more than the log stops the partition with an alarm', async () => {
  const bench = new Bench(scene());
  bench.loads.held = { token: 0n, seq: 99 };
  await expect(bench.own()).rejects.toMatchObject({ code: 'LEADLINE_ASSIGNMENT_LOG_LOST' });
  expect(bench.alarms).toEqual([expect.stringContaining('--new-incarnation')]);
  bench.loads.held = { token: 1_000n, seq: 0 };
  await expect(bench.own()).rejects.toMatchObject({ code: 'LEADLINE_ASSIGNMENT_LOG_LOST' });
});

test('a registry that is down while an owner loads is no alarm: the runner tries again', async () => {
  const bench = new Bench(scene());
  await bench.send(rep(scene(), 'anna'));
  await bench.fold(await bench.own());
  const down = new CodecFailure('transient', 'LEADLINE_REGISTRY_UNAVAILABLE', 'The registry is down.');
  const codec = { ...jsonCodec, decode: () => Promise.reject(down) };
  await expect(bench.own({ ...bench.parts, codec })).rejects.toBe(down);
  expect(bench.alarms).toEqual([null]);
});

test('state that lags behind the ledger stops the partition with an alarm', async () => {
  const bench = new Bench(scene());
  await bench.send(rep(scene(), 'anna'), lead(scene(), 'a', { anna: 0 }));
  await bench.fold(await bench.own());
  bench.log.records('assignment.state', bench.partition).splice(0);
  bench.loads.flush();
  await expect(bench.own()).rejects.toMatchObject({ code: 'LEADLINE_ASSIGNMENT_LOG_LOST' });
});

test('what a tombstone has removed from the state is not restored', async () => {
  const bench = new Bench(scene());
  await bench.send(rep(scene(), 'anna'), rep(scene(), 'ben'));
  await bench.fold(await bench.own());
  const gone = ['rep/anna', 'load/anna'].map((key) => stateKey('default', 'sales', key));
  const { partition } = bench;
  bench.log.append(gone.map((key) => ({ topic: 'assignment.state', partition, key, value: null })));
  bench.loads.flush();
  await bench.own();
  expect([...bench.loads.loads.keys()]).toEqual(['ben']);
});

test('a fenced owner stops writing to the live view and goes on routing until Kafka fences it', async () => {
  const bench = new Bench(scene());
  const old = await bench.own();
  await bench.send(rep(scene(), 'anna'));
  await bench.fold(old);
  await bench.own();
  await bench.send(lead(scene(), 'a', { anna: 0 }));
  await bench.fold(old);
  await bench.send(lead(scene(), 'b', { anna: 0 }));
  await bench.fold(old);
  expect(bench.values('lead.assigned')).toHaveLength(2);
  expect(bench.loads.calls.slice(-2)).toEqual(['adopt', 'write']);
  expect(bench.loads.loads.get('anna')).toBe(0);
  expect(bench.alarms).toEqual([null, null]);
});

test('a lead that is handed on lies on the log of the other workspace, as a record of that one', async () => {
  const bench = new Bench(scene());
  const partitionOf = (workspace: string) =>
    workspacePartition(scene().tenant, workspace, TOPICS['assignment.in'].partitions);
  const workspace = ['a', 'b', 'c', 'd', 'e'].find((name) => partitionOf(name) !== bench.partition) ?? '';
  const other = { tenant: scene().tenant, workspace };
  const there = partitionOf(workspace);
  const task = await bench.own();
  const transfer = { afterMinutes: 5, workspace: other.workspace };
  await bench.send(policy(scene(), 'v1', { transfer }), lead(scene(), 'a', {}));
  await bench.fold(task);
  bench.log.now = bench.now += 5 * 60_000;
  await task.idle(bench.now);
  await bench.fold(task);
  const [sent, ...more] = bench.log.records('assignment.in', there);
  expect(more).toEqual([]);
  expect(contextOf(sent?.headers ?? {})).toMatchObject({ ...other, subject: leadId(scene(), 'a') });
  expect(await jsonCodec.decode(sent!.value!)).toMatchObject({
    record: 'LeadTransferred',
    value: { ...other, leadId: leadId(scene(), 'a'), from: [scene().workspace] },
  });
});

test('one tick per due timer, and again only after it was folded', async () => {
  const bench = new Bench(scene());
  const task = await bench.own();
  await bench.send(rep(scene(), 'anna', { active: false }), lead(scene(), 'a', {}));
  await bench.fold(task);
  await task.idle(bench.now);
  expect(ticksOf(bench)).toHaveLength(0);

  bench.log.now = bench.now += 30 * 24 * 3_600_000;
  await task.idle(bench.now);
  await task.idle(bench.now);
  expect(ticksOf(bench)).toHaveLength(1);

  await bench.fold(task);
  const escalated = bench
    .values<Records['LedgerEntry']>('assignment.ledger')
    .filter(({ kind }) => kind === 'escalated');
  expect(escalated).toMatchObject([{ leadId: leadId(scene(), 'a'), reason: 'DEADLINE' }]);
});

test('a tick that could not be appended is appended later', async () => {
  const bench = new Bench(scene());
  let isDown = true;
  const send: Bench['parts']['producer']['send'] = async (records) => {
    if (isDown) throw new Error('down');
    return bench.log.append(records);
  };
  const task = await bench.own({ ...bench.parts, producer: { send } });
  await bench.send(lead(scene(), 'a', {}));
  await bench.fold(task);
  bench.now += 30 * 24 * 3_600_000;
  await expect(task.idle(bench.now)).rejects.toThrow('down');
  isDown = false;
  await task.idle(bench.now);
  expect(ticksOf(bench)).toHaveLength(1);
});

test('a record that cannot be decoded, or lies on a wrong log, is named before anything is folded', async () => {
  const bench = new Bench(scene());
  const task = await bench.own();
  await bench.send(rep(scene(), 'anna'), lead(scene(), 'a', { anna: 0 }));
  bench.log.append([{ topic: 'assignment.in', partition: bench.partition, key: 'sales', value: null }]);
  const chunk = bench.log.records('assignment.in', bench.partition);
  const poison = await task.process(chunk).catch((error: unknown) => error);
  expect(poison).toBeInstanceOf(PoisonRecord);
  expect(poison).toMatchObject({ record: chunk[2], code: 'LEADLINE_RECORD_UNDECODABLE', clean: true });
  bench.commit(await task.process(chunk.slice(0, 2)), 3);
  expect(bench.values('lead.assigned')).toHaveLength(1);

  const elsewhere = { ...chunk[0]!, partition: bench.partition + 1 };
  await expect(task.process([elsewhere])).rejects.toMatchObject({ code: 'LEADLINE_ASSIGNMENT_WRONG_LOG' });
});

test('a lead whose record went to the dead letters is parked on its log; other records are not leads', async () => {
  const bench = new Bench(scene());
  const options = assignmentLog(bench.parts);
  const name = randomUUID();
  await bench.send(lead(scene(), name));
  const [record] = bench.log.records('assignment.in', bench.partition);
  const letter = { topic: 'assignment.dlq', partition: 2, offset: 7n };
  expect(await options.deadLettered?.(record!, letter, 'LEADLINE_RECORD_UNDECODABLE')).toEqual([]);
  const parked = {
    leadId: leadId(scene(), name),
    stage: 'assignment',
    deadLetterTopic: 'assignment.dlq',
    deadLetterOffset: 7,
  };
  expect(bench.values('assignment.in')).toMatchObject([{}, parked]);
  await options.deadLettered?.({ ...record!, headers: { ce_type: 'RepUpserted' } }, letter, 'X');
  expect(bench.values('assignment.in')).toHaveLength(2);
});

test('rows about the lead of the input go on in its trace, rows about other leads in their own', async () => {
  const bench = new Bench(scene());
  const task = await bench.own();
  await bench.send(
    rep(scene(), 'anna', { capacity: 1 }),
    lead(scene(), 'a', { anna: 0 }),
    lead(scene(), 'b', { anna: 0 }),
  );
  await bench.fold(task);
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const won = outcome(scene(), 'a', 'won');
  const emit = { topic: 'assignment.in', key: 'sales', ...won } as const;
  const traced = { ...context(won), traceparent: `00-${trace}-b7ad6b7169203331-01` };
  bench.log.append([{ ...(await jsonCodec.encode(emit, traced, 'test')), partition: bench.partition }]);
  await bench.fold(task);
  const traceOf = (topic: string) => bench.written(topic).at(-1)?.headers['traceparent']?.split('-')[1];
  expect(traceOf('lead.settled')).toBe(trace);
  expect(bench.written('lead.assigned').at(-1)?.key).toBe(leadId(scene(), 'b'));
  expect(traceOf('lead.assigned')).not.toBe(trace);
});

const ticksOf = (bench: Bench) =>
  bench.written('assignment.in').filter(({ headers }) => headers['ce_type'] === 'Ticked');
