import {
  CodecFailure,
  type Delivery,
  type Emit,
  type EventContext,
  headersOf,
  type Records,
} from '@leadline/contracts';
import type { OutRecord, StreamProducer, StreamRecord } from './port.ts';
import { type Stage, Transient } from './stage.ts';
import { StageRunner } from './stage-runner.ts';

/** A codec whose bytes are JSON. */
const codec = {
  async encode(emit: Emit, context: EventContext) {
    const value = emit.value === null ? null : Buffer.from(JSON.stringify({ ...emit.value, context }));
    return { topic: emit.topic, key: emit.key, value, headers: {} };
  },
  async decode(bytes: Buffer) {
    const text = bytes.toString();
    if (text === 'down') throw new CodecFailure('transient', 'LEADLINE_REGISTRY_UNAVAILABLE', 'down');
    if (text === 'poison') throw new CodecFailure('poison', 'LEADLINE_RECORD_UNDECODABLE', 'poison');
    return { record: 'LeadReceived', value: JSON.parse(text) as Records['LeadReceived'] } as const;
  },
};

class Sent implements StreamProducer {
  readonly records: OutRecord[] = [];
  readonly pending = 0;
  async send(records: readonly OutRecord[]) {
    this.records.push(...records);
    return records.map(({ topic }, index) => ({ topic, partition: 0, offset: BigInt(index) }));
  }
  async close() {}
  get emitted() {
    return this.records.map(({ topic, key, value }) => ({
      topic,
      key,
      ...(JSON.parse(String(value)) as object),
    }));
  }
}

type TestStage = Stage<'LeadReceived', ReadonlyMap<string, string>, string, string>;

const stage = (more: Partial<TestStage> = {}): TestStage => ({
  name: 'enrichment',
  inputs: ['lead.received'],
  gather: async (batch) => new Map(batch.map(({ key }) => [key, `facts of ${key}`])),
  decide: ({ key }, facts) => `${key} with ${facts.get(key)}`,
  conclude: ({ value }, decision) => [
    { topic: 'lead.quarantined', record: 'LeadQuarantined', key: decision, value: value as never },
  ],
  ...more,
});

const raw = (value: string | null, key = 'lead-1', headers: Record<string, string> = {}): StreamRecord => ({
  topic: 'lead.received',
  partition: 3,
  offset: 9n,
  key,
  value: value === null ? null : Buffer.from(value),
  headers: { ce_subject: key, ce_tenant: 'acme', ce_workspace: 'emea', ...headers },
  timestamp: 1234,
});

const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const json = (value: object): string => JSON.stringify(value);
const { signal } = new AbortController();

const optionsOf = (of: Partial<TestStage>) =>
  new StageRunner(stage(of), { codec, producer: new Sent() }).options();

test('how long the log is left alone is the stage’s to say', () => {
  expect(optionsOf({ lingerMs: 100 }).lingerMs).toBe(100);
  expect(optionsOf({})).not.toHaveProperty('lingerMs');
});

test('gathers for the whole batch, and answers for each record', async () => {
  const producer = new Sent();
  let gathered = 0;
  const watched = stage({
    gather: async (batch) => {
      gathered += 1;
      return new Map(batch.map(({ key }) => [key, `facts of ${key}`]));
    },
  });
  const runner = new StageRunner(watched, { codec, producer });
  const outcomes = await runner.handle([raw(json({}), 'a'), raw('poison', 'b'), raw(json({}), 'c')], signal);
  expect(gathered).toBe(1);
  expect(outcomes.map((one) => (one.kind === 'done' ? 'done' : one.failure))).toEqual([
    'done',
    'poison',
    'done',
  ]);
  expect(producer.emitted.map(({ key }) => key)).toEqual(['a with facts of a', 'c with facts of c']);
});

test('a dead registry fails its record only, and as transient', async () => {
  const runner = new StageRunner(stage(), { codec, producer: new Sent() });
  const outcomes = await runner.handle([raw('down'), raw(json({}))], signal);
  expect(outcomes).toMatchObject([{ failure: 'transient' }, { kind: 'done' }]);
});

test('a broken dependency fails the batch as transient, but leaves poison what it is', async () => {
  const broken = stage({ gather: () => Promise.reject(new Transient('LEADLINE_REDIS_UNAVAILABLE', 'down')) });
  const outcomes = await new StageRunner(broken, { codec, producer: new Sent() }).handle(
    [raw(json({})), raw('poison')],
    signal,
  );
  expect(outcomes).toMatchObject([
    { failure: 'transient', code: 'LEADLINE_REDIS_UNAVAILABLE' },
    { failure: 'poison' },
  ]);
});

test('a defect is thrown, so that the runner looks for the guilty record', async () => {
  const broken = stage({
    decide: () => {
      throw new TypeError('a defect');
    },
  });
  const runner = new StageRunner(broken, { codec, producer: new Sent() });
  await expect(runner.handle([raw(json({}))], signal)).rejects.toThrow('a defect');
});

test('effects come between decide and conclude, and what they emit carries the context of its lead', async () => {
  const producer = new Sent();
  const acting = stage({
    async act(decisions, emit) {
      await emit([
        { topic: 'lead.parked', record: 'LeadParked', key: 'b', value: { effect: true } as never },
      ]);
      return decisions.map((decision) => `done ${decision}`);
    },
    conclude: ({ value }, _decision, done) => [
      { topic: 'lead.quarantined', record: 'LeadQuarantined', key: String(done), value: value as never },
    ],
  });
  const batch = [raw(json({}), 'a'), raw(json({}), 'b', { ce_workspace: 'apac', traceparent: TRACEPARENT })];
  await new StageRunner(acting, { codec, producer }).handle(batch, signal);
  expect(producer.emitted).toMatchObject([
    { key: 'b', effect: true, context: { workspace: 'apac', subject: 'b', traceparent: TRACEPARENT } },
    { key: 'done a with facts of a', context: { tenant: 'acme', workspace: 'emea', subject: 'a' } },
    { key: 'done b with facts of b' },
  ]);
});

test('a trace goes from an input to the outputs of its lead; what is no traceparent does not', async () => {
  const producer = new Sent();
  const tracing = {
    ...codec,
    encode: async (emit: Emit, context: EventContext, name: string) => ({
      ...(await codec.encode(emit, context)),
      headers: headersOf(emit, context, name),
    }),
  };
  const batch = [
    raw(json({ leadId: 'a', stages: [] }), 'a', { traceparent: TRACEPARENT }),
    raw(json({ leadId: 'b', stages: [] }), 'b', { traceparent: `${TRACEPARENT}-ada@acme.io` }),
  ];
  await new StageRunner(stage(), { codec: tracing, producer }).handle(batch, signal);
  const [traced, untraced] = producer.records.map(({ headers }) => headers?.['traceparent']);
  expect(traced?.split('-')[1]).toBe('a'.repeat(32));
  expect(untraced).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(untraced).not.toContain('a'.repeat(32));
});

test('what a record says of itself stands above the headers of its input', async () => {
  const producer = new Sent();
  const value = { tenant: 'own', workspace: 'mine', leadId: 'lead-9' };
  await new StageRunner(stage(), { codec, producer }).handle([raw(json(value))], signal);
  expect(producer.emitted[0]).toMatchObject({
    context: { tenant: 'own', workspace: 'mine', subject: 'lead-9' },
  });
});

test('tombstones reach the stage as keys to be forgotten', async () => {
  const erased: unknown[] = [];
  const seen: Delivery[] = [];
  const forgetting = stage({
    erased: async (keys) => void erased.push(...keys),
    gather: async (batch) => (seen.push(...batch), new Map()),
  });
  const outcomes = await new StageRunner(forgetting, { codec, producer: new Sent() }).handle(
    [raw(null, 'gone')],
    signal,
  );
  expect(outcomes).toEqual([{ kind: 'done' }]);
  expect(erased).toEqual([{ topic: 'lead.received', key: 'gone' }]);
  expect(seen).toEqual([]);
});

const letter = { topic: 'enrichment.dlq', partition: 1, offset: 5n };

test('a lead in the dead letters is parked, with what can still be read', async () => {
  const producer = new Sent();
  const runner = new StageRunner(stage(), { codec, producer });
  await runner.park(raw(json({ attempt: 2, occurredAt: 7, receivedAt: 8 })), letter, 'LEADLINE_X');
  await runner.park(raw('poison', 'lead-2'), letter, 'LEADLINE_Y');
  expect(producer.emitted.map(({ topic, key }) => [topic, key])).toEqual([
    ['lead.parked', 'lead-1'],
    ['assignment.in', 'emea'],
    ['lead.parked', 'lead-2'],
    ['assignment.in', 'emea'],
  ]);
  expect(producer.emitted[0]).toMatchObject({
    leadId: 'lead-1',
    tenant: 'acme',
    attempt: 2,
    occurredAt: 7,
    receivedAt: 8,
    stage: 'enrichment',
    errorCode: 'LEADLINE_X',
    deadLetterTopic: 'enrichment.dlq',
    deadLetterPartition: 1,
    deadLetterOffset: 5,
  });
  expect(producer.emitted[2]).toMatchObject({
    leadId: 'lead-2',
    attempt: 1,
    occurredAt: 1234,
    receivedAt: 1234,
  });
});

test('while the registry does not answer nothing is parked, as nobody can say which attempt it was', async () => {
  const producer = new Sent();
  const runner = new StageRunner(stage(), { codec, producer });
  await expect(runner.park(raw('down'), letter, 'LEADLINE_X')).rejects.toMatchObject({
    failure: 'transient',
  });
  expect(producer.emitted).toEqual([]);
});

test('a mere reader parks nothing: the lead goes on without it', async () => {
  const producer = new Sent();
  const runner = new StageRunner(stage({ name: 'intake-status' }), { codec, producer });
  await runner.park(raw('poison'), letter, 'LEADLINE_X');
  expect(producer.records).toEqual([]);
});
