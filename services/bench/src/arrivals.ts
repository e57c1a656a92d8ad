import type { StreamClient } from '@leadline/stream';

/** A record as it came to a reader of committed records. */
interface Arrival {
  /** Epoch ms with fractions. */
  readonly at: number;
  readonly value: Buffer;
}

/** What has come on a topic since the last `forget`, by record key. */
export class Arrivals {
  readonly seen = new Map<string, Arrival>();
  #wanted = Infinity;
  #enough: () => void = () => undefined;

  take(key: string, arrival: Arrival): void {
    if (!this.seen.has(key)) this.seen.set(key, arrival);
    if (this.seen.size >= this.#wanted) this.#enough();
  }

  forget(): void {
    this.seen.clear();
  }

  /** Resolves at the arrival of the `count`-th key. Rejects when it has not come after `timeoutMs`. */
  async until(count: number, timeoutMs: number): Promise<void> {
    if (this.seen.size >= count) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = (): void =>
      reject(new Error(`${this.seen.size} of ${count} have come after ${timeoutMs} ms.`));
    const timer = setTimeout(late, timeoutMs);
    this.#wanted = count;
    this.#enough = resolve;
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#wanted = Infinity;
    }
  }

  /** Time of the last one, epoch ms. */
  lastAt(): number {
    let last = 0;
    for (const { at } of this.seen.values()) last = Math.max(last, at);
    return last;
  }
}

/** Epoch ms with fractions, comparable between processes of one machine. */
export const now = (): number => performance.timeOrigin + performance.now();

/** From the time at which each record should have been sent to its arrival, ms, in that order. */
export const latenciesOf = ({ seen }: Arrivals, intendedAt: ReadonlyMap<string, number>): number[] =>
  [...intendedAt].map(([key, intended]) => (seen.get(key)?.at ?? NaN) - intended);

/** Follows a topic as any reader of it would: committed records only. */
export async function watch(client: StreamClient, topic: string): Promise<Arrivals> {
  const arrivals = new Arrivals();
  await client.runAtLeastOnce({
    group: `bench-${topic}`,
    topics: [topic],
    maxBatch: 2000,
    handle: async (batch) => {
      const at = now();
      for (const { key, value } of batch) if (key && value) arrivals.take(key, { at, value });
      return batch.map(() => ({ kind: 'done' as const }));
    },
  });
  return arrivals;
}
