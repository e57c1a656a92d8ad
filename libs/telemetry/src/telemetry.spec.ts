import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Delivery, traceIdOf } from '@leadline/contracts';
import type { ExactlyOnceOptions, OutRecord, StreamRecord } from '@leadline/stream';
import type { AskLag } from './lag-gauges.ts';
import { createTelemetry } from './telemetry.ts';

const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

const record = (headers: Record<string, string> = {}, topic = 'lead.received'): StreamRecord => ({
  topic,
  partition: 0,
  offset: 1n,
  key: 'k',
  value: Buffer.from(''),
  headers,
  timestamp: 0,
});

const delivery = (traceparent: string | null): Delivery =>
  ({
    topic: 'lead.received',
    record: 'LeadReceived',
    value: { receivedAt: Date.now() - 60 },
    context: { tenant: 't', workspace: 'w', subject: 'lead-1', traceparent },
  }) as unknown as Delivery;

const spanFile = () => join(tmpdir(), `spans-${randomUUID()}.ndjson`);
const spansIn = async (file: string) =>
  (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('counts outcomes by bounded labels, whatever text a code, topic or reason is', async () => {
  const { metrics, observer, tracer } = await createTelemetry({ service: 'x' });
  expect(tracer).toBeNull();
  const batch = observer.batch('enrichment', [record(), record({}, 'p@firm.com')]);
  const deliveries = [delivery(null)];
  expect(batch.decoded(deliveries)).toBe(deliveries);
  batch.ended([
    { kind: 'done' },
    { kind: 'failed', failure: 'retryable', code: 'p@firm.com', message: 'p@firm.com' },
  ]);
  observer.deadLetter('enrichment', record(), 'LEADLINE_RECORD_UNDECODABLE');
  metrics.emitted([
    { record: 'OutreachSkipped', value: { channel: 'email', reason: 'to p@firm.com' } } as never,
  ]);
  const text = await metrics.text();
  expect(text).not.toContain('firm.com');
  for (const line of [
    'leadline_records_total{stage="enrichment",topic="lead.received",outcome="done",code="none",service="x"} 1',
    'leadline_records_total{stage="enrichment",topic="other",outcome="retryable",code="other",service="x"} 1',
    'leadline_retries_total{stage="enrichment",topic="other",code="other",service="x"} 1',
    'leadline_dead_letters_total{stage="enrichment",code="LEADLINE_RECORD_UNDECODABLE",service="x"} 1',
    'leadline_outreach_total{result="skipped",channel="email",reason="other",service="x"} 1',
    'leadline_stage_latency_ms_count{service="x",stage="enrichment"} 1',
  ])
    expect(text).toContain(line);
});

const lag = (partition: number, waitsMs: number | null) => ({
  topic: 'lead.received',
  partition,
  committed: 5n,
  end: waitsMs === null ? 5n : 7n,
  since: waitsMs === null ? null : Date.now() - waitsMs,
});

/** What the gauges say of a group, asked once more. */
async function gaugesOf(group: string, ask: AskLag): Promise<{ lag: number; age: number }> {
  const { metrics } = await createTelemetry({ service: 'x' });
  metrics.watchLag(group, ask);
  const text = await metrics.text();
  const labels = `{group="${group}",topic="lead.received",service="x"} `;
  const valueOf = (name: string) => Number(text.split(`leadline_${name}${labels}`)[1]?.split('\n')[0]);
  return { lag: valueOf('consumer_lag'), age: valueOf('oldest_age_seconds') };
}

describe('what waits for a group', () => {
  test('is a sum per topic, as old as its oldest record; nothing that waits is 0 seconds old', async () => {
    const some = await gaugesOf('enrichment', async () => [lag(0, 5_000), lag(1, 90_000), lag(2, null)]);
    expect(some.lag).toBe(4);
    expect(some.age).toBeGreaterThanOrEqual(90);
    expect(some.age).toBeLessThan(120);
    expect(await gaugesOf('enrichment', async () => [lag(0, null)])).toEqual({ lag: 0, age: 0 });
    // Written by a clock that is ahead.
    expect(await gaugesOf('enrichment', async () => [lag(0, -60_000)])).toEqual({ lag: 2, age: 0 });
  });

  test('is asked for once a scrape, and absent when Kafka does not answer', async () => {
    let asked = 0;
    expect(await gaugesOf('scoring', async () => ((asked += 1), [lag(0, 5_000)]))).toMatchObject({ lag: 2 });
    expect(asked).toBe(1);
    const none = { lag: Number.NaN, age: Number.NaN };
    expect(await gaugesOf('scoring', () => Promise.reject(new Error('down')))).toEqual(none);
  });
});

test('a step goes on in the trace of its record, or in that of its lead, and hands its own span on', async () => {
  const spans = spanFile();
  const telemetry = await createTelemetry({ service: 'x', spans });
  const batch = telemetry.observer.batch('enrichment', [record(), record()]);
  const [going, fresh] = batch.decoded([delivery(TRACEPARENT), delivery(null)]);
  batch.ended([{ kind: 'done' }, { kind: 'done' }]);
  await telemetry.close();
  const written = await spansIn(spans);
  await rm(spans);
  expect(written).toMatchObject([
    { service: 'x', name: 'enrichment', traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) },
    { traceId: traceIdOf('lead-1'), parentSpanId: null },
  ]);
  for (const [index, one] of [going, fresh].entries())
    expect(one?.context.traceparent).toBe(
      `00-${String(written[index]?.['traceId'])}-${String(written[index]?.['spanId'])}-01`,
    );
});

test('a chunk of a log counts from the commit on; one that is lost has failed steps and comes again', async () => {
  const spans = spanFile();
  const telemetry = await createTelemetry({ service: 'x', spans });
  const seen: (string | undefined)[] = [];
  const log = telemetry.observed({
    group: 'assignment',
    topic: 'assignment.in',
    task: () => ({
      open: async () => {},
      process: async (chunk: readonly StreamRecord[]): Promise<OutRecord[]> => {
        seen.push(...chunk.map(({ headers }) => headers['traceparent']));
        return [];
      },
      committed: async () => {},
      idle: async () => {},
      close: async () => {},
    }),
  } as unknown as ExactlyOnceOptions);
  const task = log.task({ partition: 0, token: 1n, committed: 0n });
  const input = record({ ce_subject: 'lead-1', traceparent: TRACEPARENT }, 'assignment.in');
  await task.process([input, record({}, 'assignment.in')]);
  expect(await telemetry.metrics.text()).not.toContain('outcome="done"');
  await task.committed();
  await task.process([input]);
  await task.close();
  const text = await telemetry.metrics.text();
  expect(text).toContain('topic="assignment.in",outcome="done",code="none",service="x"} 2');
  expect(text).toContain(
    'leadline_retries_total{stage="assignment",topic="assignment.in",code="other",service="x"} 1',
  );
  await telemetry.close();
  const written = await spansIn(spans);
  await rm(spans);
  expect(written).toMatchObject([{ failure: null }, { failure: 'other' }]);
  expect(seen[0]).toContain(String(written[0]?.['spanId']));
  expect(seen[1]).toBeUndefined();
  expect(input.headers['traceparent']).toBe(TRACEPARENT);
});
