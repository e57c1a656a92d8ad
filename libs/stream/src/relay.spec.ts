import type { Codec, Emit, EventContext, Records } from '@leadline/contracts';
import type { OutRecord, StreamProducer, StreamRecord } from './port.ts';
import { Relay } from './relay.ts';
import { StageRunner } from './stage-runner.ts';
import { type Stage, Transient } from './stage.ts';

/** A codec whose bytes are JSON. */
const codec = {
  encode: async ({ topic, key, value }: Emit, context: EventContext) => ({
    topic,
    key,
    value: value === null ? null : Buffer.from(JSON.stringify(value)),
    headers: {
      ce_subject: context.subject ?? '',
      ce_tenant: context.tenant,
      ce_workspace: context.workspace,
    },
  }),
  decode: async (bytes: Buffer) => ({ record: 'LeadReceived', value: JSON.parse(bytes.toString()) }),
} as unknown as Pick<Codec, 'encode' | 'decode'>;

class Sends implements StreamProducer {
  readonly batches: (readonly OutRecord[])[] = [];
  readonly pending = 0;
  isDown = false;
  async send(records: readonly OutRecord[]) {
    if (this.isDown) throw new Transient('LEADLINE_KAFKA_UNAVAILABLE', 'down');
    this.batches.push(records);
    return records.map(({ topic }, index) => ({ topic, partition: 0, offset: BigInt(index) }));
  }
  async close() {}
  get topics() {
    return this.batches.map((batch) => batch.map(({ topic }) => topic));
  }
}

type TestStage = Stage<'LeadReceived', null, string>;

/** Passes its input's value on to `out`. */
const hop = (name: string, out: Emit['topic'], more: Partial<TestStage> = {}): TestStage => ({
  name,
  inputs: [],
  gather: async () => null,
  decide: ({ key }) => key,
  conclude: ({ value }, key) => [{ topic: out, record: 'LeadReceived', key, value } as unknown as Emit],
  ...more,
});

const input = (key: string): StreamRecord => ({
  topic: 'lead.received',
  partition: 0,
  offset: 0n,
  key,
  value: Buffer.from(JSON.stringify({ leadId: key } as Partial<Records['LeadReceived']>)),
  headers: { ce_subject: key, ce_tenant: 'acme', ce_workspace: 'emea' },
  timestamp: 0,
});

const { signal } = new AbortController();

/** Enrichment, data quality and scoring in one process; `more` changes data quality. */
function given(more: Partial<TestStage> = {}) {
  const relay = new Relay();
  const [first, second, third] = [new Sends(), new Sends(), new Sends()];
  const runner = (stage: TestStage, producer: StreamProducer) =>
    new StageRunner(stage, { codec, producer, relay });
  const enrichment = runner(hop('enrichment', 'lead.enriched'), first);
  const quality = runner(hop('data-quality', 'lead.validated', more), second);
  const scoring = runner(hop('scoring', 'lead.scored'), third);
  relay.join(['lead.enriched'], quality);
  relay.join(['lead.validated'], scoring);
  return { relay, enrichment, quality, scoring, first, second, third };
}

/** A record that was sent, as its consumers read it. */
const read = ({ topic, key, value, headers = {} }: OutRecord): StreamRecord => ({
  ...input(key ?? ''),
  topic,
  value,
  headers,
});

test('the records of all stages go out together, and each stage passes over what it has had', async () => {
  const { enrichment, quality, scoring, first, second, third } = given();
  expect(await enrichment.handle([input('a'), input('b')], signal)).toEqual([
    { kind: 'done' },
    { kind: 'done' },
  ]);
  expect(first.topics).toEqual([
    ['lead.enriched', 'lead.enriched', 'lead.validated', 'lead.validated', 'lead.scored', 'lead.scored'],
  ]);
  expect([second.batches, third.batches]).toEqual([[], []]);
  const [enriched, , validated, , scored] = first.batches[0]!.map(read);
  expect(quality.options().passOver?.(enriched!)).toBe(true);
  expect(scoring.options().passOver?.(validated!)).toBe(true);
  expect([enriched, validated].map((record) => scoring.options().passOver?.(record!))).toEqual([false, true]);
  expect(scored!.headers).not.toHaveProperty('leadline-passed-on');
});

test('what the next stage cannot take goes over its topic, unmarked, with retries and dead letters', async () => {
  const { enrichment, quality, first } = given({
    decide: () => {
      throw new Error('a defect');
    },
  });
  expect(await enrichment.handle([input('a')], signal)).toEqual([{ kind: 'done' }]);
  expect(first.topics).toEqual([['lead.enriched']]);
  expect(quality.options().passOver?.(read(first.batches[0]![0]!))).toBe(false);
});

test('an input is not done before the outputs of all stages are acknowledged', async () => {
  const { enrichment, first } = given();
  first.isDown = true;
  expect(await enrichment.handle([input('a')], signal)).toMatchObject([
    { kind: 'failed', failure: 'transient', code: 'LEADLINE_KAFKA_UNAVAILABLE' },
  ]);
});

test('a stage that has left gets nothing any more', async () => {
  const { relay, enrichment, quality, first } = given();
  relay.leave(quality);
  await enrichment.handle([input('a')], signal);
  expect(first.topics).toEqual([['lead.enriched']]);
});

test('the observer of each stage hears of its own records, and of their end once', async () => {
  const told: string[] = [];
  const observe = {
    batch: (stage: string) => ({
      decoded: <D>(deliveries: readonly D[]) => deliveries,
      sent: (emits: readonly Emit[]) =>
        void told.push(`${stage} sent ${emits.map(({ topic }) => topic).join()}`),
      ended: (outcomes: readonly { kind: string }[]) =>
        void told.push(`${stage} ended ${outcomes.map(({ kind }) => kind).join()}`),
      threw: () => void told.push(`${stage} threw`),
    }),
    deadLetter: () => {},
  };
  const relay = new Relay();
  const producer = new Sends();
  const enrichment = new StageRunner(hop('enrichment', 'lead.enriched'), { codec, producer, relay, observe });
  const quality = new StageRunner(hop('data-quality', 'lead.validated'), { codec, producer, relay, observe });
  relay.join(['lead.enriched'], quality);
  await enrichment.handle([input('a')], signal);
  expect(told.toSorted()).toEqual([
    'data-quality ended done',
    'data-quality sent lead.validated',
    'enrichment ended done',
    'enrichment sent lead.enriched',
  ]);
});
