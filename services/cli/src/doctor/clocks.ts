import { CLOCK_TOPIC, registryClock, type RegistryOptions } from '@leadline/contracts';
import { type LiveConnection, redisClock } from '@leadline/live';
import type { StreamClient } from '@leadline/stream';
import { type Finding, finding } from './check.ts';

/** How far another clock is ahead of ours, give or take the time that asking took. */
export interface Skew {
  readonly of: string;
  readonly aheadMs: number;
  readonly uncertainMs: number;
}

type Ask = () => Promise<number | null>;

const ASKED = 3;

/**
 * Asks a clock a few times and keeps the surest answer: it was given somewhere between question and answer.
 * Null: it does not tell. `resolutionMs`: it tells the last full one of these.
 */
export async function skewOf(
  of: string,
  ask: Ask,
  now: () => number,
  resolutionMs = 0,
): Promise<Skew | null> {
  let best: Skew | null = null;
  for (let time = 0; time < ASKED; time += 1) {
    const before = now();
    const told = await ask();
    if (told === null) return null;
    const taken = now() - before;
    const uncertainMs = (taken + resolutionMs) / 2;
    const aheadMs = told + resolutionMs / 2 - before - taken / 2;
    if (best === null || uncertainMs < best.uncertainMs) best = { of, aheadMs, uncertainMs };
  }
  return best;
}

/** Clocks that differ from ours for certain by more than `maxMs`. */
export function judgeClocks(skews: readonly Skew[], maxMs: number): readonly Finding[] {
  return skews.flatMap(({ of, aheadMs, uncertainMs }) => {
    if (Math.abs(aheadMs) - uncertainMs <= maxMs) return [];
    const direction = aheadMs > 0 ? 'ahead of' : 'behind';
    const what = `The clock of ${of} is ${(Math.abs(aheadMs) / 1_000).toFixed(1)} s ${direction} the one here.`;
    return [finding('LEADLINE_CLOCK_SKEW', of, what)];
  });
}

/** The broker's clock, by a record that it stamps. Null: Kafka has not shown the record. */
export async function brokerSkew(
  client: Pick<StreamClient, 'producer' | 'read'>,
  now: () => number,
): Promise<Skew | null> {
  const producer = await client.producer();
  try {
    const stamp = () => producer.send([{ topic: CLOCK_TOPIC, key: 'doctor', value: null, partition: 0 }]);
    await stamp(); // opens connections, which takes longer than it may
    const before = now();
    const [place] = await stamp();
    const uncertainMs = (now() - before) / 2;
    const from = new Map([[0, place!.offset]]);
    for await (const [record] of client.read({ topic: CLOCK_TOPIC, partitions: [0], from }))
      return { of: 'Kafka', aheadMs: record!.timestamp - before - uncertainMs, uncertainMs };
    return null;
  } finally {
    await producer.close();
  }
}

const ofRedis =
  (live: LiveConnection): Ask =>
  async () => {
    const told = await redisClock(live);
    return told === 'unavailable' ? null : told;
  };

/** How the clocks of Redis and registry differ from ours, as far as they tell. */
export async function otherSkews(
  live: LiveConnection,
  registry: RegistryOptions,
  now: () => number,
): Promise<readonly Skew[]> {
  const told = [
    await skewOf('Redis', ofRedis(live), now),
    await skewOf('the registry', () => registryClock(registry), now, 1_000),
  ];
  return told.filter((skew) => skew !== null);
}
