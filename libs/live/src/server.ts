import { type LiveConnection, UNAVAILABLE, type Unavailable } from './connection.ts';

/** The server behind a connection. */
export interface RedisView {
  /** Version of Redis, or of the Redis that a Valkey is like. */
  readonly version: string;
  /** What it does when its memory is full, such as `noeviction`. */
  readonly policy: string;
  readonly usedBytes: number;
  /** Null: no limit is set. */
  readonly maxBytes: number | null;
}

export async function describeRedis(live: LiveConnection): Promise<RedisView | Unavailable> {
  const text = await live.run((redis) => redis.info());
  if (text === UNAVAILABLE) return text;
  const told = new Map(
    text.split('\r\n').map((line) => line.split(':', 2) as [name: string, value: string | undefined]),
  );
  return {
    version: told.get('redis_version') ?? '',
    policy: told.get('maxmemory_policy') ?? '',
    usedBytes: Number(told.get('used_memory')),
    maxBytes: Number(told.get('maxmemory')) || null,
  };
}

/** The server's clock, epoch ms with fractions. */
export async function redisClock(live: LiveConnection): Promise<number | Unavailable> {
  const answer = await live.run((redis) => redis.time());
  if (answer === UNAVAILABLE) return answer;
  const [seconds, micros] = answer.map(Number);
  return (seconds ?? 0) * 1_000 + (micros ?? 0) / 1_000;
}
