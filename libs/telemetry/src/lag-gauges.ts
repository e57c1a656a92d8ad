import type { PartitionLag } from '@leadline/stream';
import type { Registry } from 'prom-client';
import { gaugeIn } from './instruments.ts';
import { topicLabel } from './labels.ts';

/** A scrape waits no longer for Kafka's answer about lag, ms. */
const PATIENCE_MS = 2_000;

/** Asks for the lag of a consumer group on its topics. */
export type AskLag = () => Promise<readonly PartitionLag[]>;

/** What waits for a group on a topic. */
interface Waiting {
  readonly group: string;
  readonly topic: string;
  readonly records: number;
  /** Of the record that waits longest, by its timestamp; 0 when none waits. */
  readonly ageSeconds: number;
}

/** Adds the gauges about what waits for consumer groups. `groups` are asked at each scrape. */
export function lagGauges(registry: Registry, groups: ReadonlyMap<string, AskLag>): void {
  let asking: Promise<readonly Waiting[]> | null = null;
  // The gauges of a scrape are collected side by side: one question is for both.
  const waiting = () => (asking ??= askAll(groups).finally(() => (asking = null)));
  const labels = ['group', 'topic'] as const;
  gaugeIn(
    registry,
    'consumer_lag',
    'Records not yet done; absent while Kafka does not say.',
    labels,
    async (gauge) => {
      for (const { group, topic, records } of await waiting()) gauge.set({ group, topic }, records);
    },
  );
  gaugeIn(
    registry,
    'oldest_age_seconds',
    'Age of the oldest record not yet done, 0 when none waits; absent while Kafka does not say.',
    labels,
    async (gauge) => {
      for (const { group, topic, ageSeconds } of await waiting()) gauge.set({ group, topic }, ageSeconds);
    },
  );
}

async function askAll(groups: ReadonlyMap<string, AskLag>): Promise<readonly Waiting[]> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const tooLate = new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null)));
  const one = async ([group, ask]: [string, AskLag]) => {
    const lags = await Promise.race([ask(), tooLate]).catch(() => null);
    return waitingFor(group, lags ?? [], Date.now());
  };
  return (await Promise.all([...groups].map(one))).flat();
}

/** By topic, as Kafka has partitions by the dozen. */
function waitingFor(group: string, lags: readonly PartitionLag[], now: number): readonly Waiting[] {
  const byTopic = Map.groupBy(lags, ({ topic }) => topicLabel(topic));
  return [...byTopic].map(([topic, parts]) => ({
    group,
    topic,
    records: parts.reduce((sum, { committed, end }) => sum + Math.max(0, Number(end - committed)), 0),
    // A writer's clock may be ahead of ours.
    ageSeconds: Math.max(0, ...parts.map(({ since }) => (since === null ? 0 : (now - since) / 1_000))),
  }));
}
