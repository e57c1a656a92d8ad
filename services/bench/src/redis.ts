import { connectLive, type LoadRow, reloadLoads, writeLoads } from '@leadline/live';
import { type Spread, spread } from './percentile.ts';

/** Writing a commit's changes through to Redis, in one round trip. */
export interface RedisWrite {
  readonly reps: number;
  readonly time: Spread | null;
}

const WRITES = 500;
/** No log has so many partitions: nobody else writes there. */
const PARTITION = 1_000_000;

/** Times the write-through after a commit, which a decision never waits for. */
export async function measureRedis(url: string, sizes: readonly number[]): Promise<RedisWrite[]> {
  const live = await connectLive(url, { timeoutMs: 1000 });
  try {
    const token = BigInt(Date.now());
    let seq = 0;
    await reloadLoads(live, { partition: PARTITION, token, seq }, { loads: [rowOf(0, 0)], waiting: [] });
    const measured: RedisWrite[] = [];
    for (const reps of sizes) {
      const times: number[] = [];
      for (let round = 0; round < WRITES; round += 1) {
        const loads = Array.from({ length: reps }, (_, rep) => rowOf(rep, round));
        const start = performance.now();
        const reply = await writeLoads(live, { partition: PARTITION, token, seq: seq + 1 }, seq, {
          loads,
          waiting: [],
          left: [],
        });
        times.push(performance.now() - start);
        if (reply === 'unavailable' || reply.answer !== 'OK')
          throw new Error(`Redis does not take the loads: ${JSON.stringify(reply)}.`);
        seq += 1;
      }
      measured.push({ reps, time: spread(times) });
    }
    return measured;
  } finally {
    live.close();
  }
}

const rowOf = (rep: number, open: number): LoadRow => ({
  tenant: 'default',
  workspace: 'bench',
  repId: `rep-${rep}`,
  open,
});
