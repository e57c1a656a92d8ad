import { join } from 'node:path';
import { BUFFERS_AS_HEAP } from '@leadline/service-kit';
import type { OutRecord, StreamClient, StreamProducer } from '@leadline/stream';
import { type Arrivals, latenciesOf, now, watch } from './arrivals.ts';
import { type Ground, parseLine, type Running, start } from './child.ts';
import type { HopRecord } from './hop.ts';
import { openLoop, pause } from './open-loop.ts';
import { middleSpread, type Spread, spread, windowsOf } from './percentile.ts';
import { inRounds } from './rounds.ts';

/** From lead.received to lead.assigned: enrichment, data quality, scoring, assignment. */
export const HOPS = 4;
export const PARTITIONS = 4;
const BATCH = 500;
const TIMEOUT_MS = 180_000;

export interface BaselinePlan {
  readonly kind: 'raw' | 'nest';
  /** Names the topics of this run. */
  readonly round: number;
  readonly client: StreamClient;
  readonly kafka: string;
  readonly ground: Ground;
  /** Bytes of a record. */
  readonly bytes: number;
  readonly flood: number;
  readonly rates: readonly number[];
  /** How often each rate is run, in turn; 0: not at all. */
  readonly rateRounds: number;
  readonly seconds: number;
}

export interface PacedHops {
  readonly perSecond: number;
  readonly latency: Spread | null;
  /** The same, window by window. */
  readonly windows: readonly Spread[];
}

export interface Baseline {
  readonly perSecond: number;
  readonly records: number;
  /** Latency from the intended send time to a reader of the last topic, per rate; of none that was not run. */
  readonly paced: readonly PacedHops[];
}

/** As many processes as the pipeline has stages, which do nothing but pass records on. */
export async function baseline(plan: BaselinePlan): Promise<Baseline> {
  const { kind, round, client, kafka, ground } = plan;
  const topics = Array.from({ length: HOPS + 1 }, (_, index) => `bench.${kind}.${round}.${index}`);
  await client.ensureTopics(
    topics.map((name) => ({ name, partitions: PARTITIONS, compact: false, retentionDays: 1 })),
  );
  const hops = await Promise.all(
    topics.slice(1).map((to, index) => startHop(kind, topics[index] ?? '', to, kafka, ground)),
  );
  try {
    return await measure(plan, topics[0] ?? '', topics.at(-1) ?? '');
  } finally {
    await Promise.all(hops.map((hop) => hop.stop()));
  }
}

function startHop(
  kind: string,
  from: string,
  to: string,
  kafka: string,
  ground: Ground,
): Promise<Running<true>> {
  return start(
    {
      name: `${kind}-${from}`,
      // V8 is told what it is told in services, so that ratios do not come from there.
      args: [BUFFERS_AS_HEAP, join(import.meta.dirname, '../dist/hop-main.js'), kind, from, to],
      env: { LEADLINE_KAFKA: kafka },
      up: (line) => (parseLine(line)?.['msg'] === 'up' ? true : null),
    },
    ground,
  );
}

/** The two ends of the hops. */
interface Line {
  readonly arrivals: Arrivals;
  readonly producer: StreamProducer;
  readonly record: (id: string) => OutRecord;
}

async function measure(plan: BaselinePlan, first: string, last: string): Promise<Baseline> {
  const { client, bytes } = plan;
  const producer = await client.producer();
  const record = (id: string): OutRecord => ({ topic: first, key: id, value: filled(id, bytes) });
  const line: Line = { arrivals: await watch(client, last), producer, record };
  await flood(line, 'warm', Math.ceil(plan.flood / 4));
  const perSecond = await flood(line, 'flood', plan.flood);
  const paced = await atRates(line, plan);
  await producer.close();
  return { perSecond, records: plan.flood, paced };
}

/** Each rate so many times, in turn: no first round is thrown away, as a hop has little to compile and has been flooded. */
async function atRates(line: Line, { rates, rateRounds, seconds }: BaselinePlan): Promise<PacedHops[]> {
  const rounds = await inRounds(rateRounds, async (round) => {
    const measured: PacedHops[] = [];
    for (const rate of rates) measured.push(await pacedHops(line, `round-${round}`, rate, seconds));
    return measured;
  });
  return rates.map((perSecond, index) =>
    middleHops(
      perSecond,
      rounds.map((round) => round[index]!),
    ),
  );
}

/** Several runs at one rate as one. */
export const middleHops = (perSecond: number, runs: readonly PacedHops[]): PacedHops => ({
  perSecond,
  latency: middleSpread(runs.map(({ latency }) => latency)),
  windows: runs.flatMap(({ windows }) => windows),
});

/** Records per second. */
async function flood({ arrivals, producer, record }: Line, name: string, count: number): Promise<number> {
  arrivals.forget();
  const records = Array.from({ length: count }, (_, index) => record(`${name}-${index}`));
  const began = now();
  for (let from = 0; from < count; from += BATCH) await producer.send(records.slice(from, from + BATCH));
  await arrivals.until(count, TIMEOUT_MS);
  return (count * 1000) / (arrivals.lastAt() - began);
}

async function pacedHops(
  { arrivals, producer, record }: Line,
  name: string,
  perSecond: number,
  seconds: number,
): Promise<PacedHops> {
  arrivals.forget();
  const intendedAt = new Map<string, number>();
  const sends: Promise<unknown>[] = [];
  const send = (index: number, intended: number): void => {
    const id = `${name}-at-${perSecond}-${index}`;
    intendedAt.set(id, intended);
    sends.push(producer.send([record(id)]));
  };
  const count = perSecond * seconds;
  await openLoop({ perSecond, count, now, pause, send });
  await Promise.all(sends);
  await arrivals.until(count, TIMEOUT_MS);
  const latencies = latenciesOf(arrivals, intendedAt);
  return { perSecond, latency: spread(latencies), windows: windowsOf(latencies, perSecond) };
}

function filled(id: string, bytes: number): Buffer {
  const bare: HopRecord = { id, filler: '', hops: 0 };
  const filler = 'x'.repeat(Math.max(0, bytes - JSON.stringify(bare).length));
  return Buffer.from(JSON.stringify({ ...bare, filler }));
}
