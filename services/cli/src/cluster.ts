import {
  CodecFailure,
  createCodec,
  LeadlineError,
  type Codec,
  type RecordName,
  type RecordOf,
  type Records,
  type TopicName,
} from '@leadline/contracts';
import { environmentOf, status } from '@leadline/local';
import { connectKafka, type StreamClient, type StreamRecord } from '@leadline/stream';
import type { Io } from './output/command.ts';

/** A decoded record with its place. */
export type Found<R extends RecordName> = {
  readonly [Name in R]: {
    readonly record: Name;
    readonly value: Records[Name];
    readonly key: string | null;
    readonly partition: number;
    readonly offset: bigint;
    /** Broker's time, epoch ms. */
    readonly timestamp: number;
  };
}[R];

type Ends = ReadonlyMap<number, bigint>;

/** Kafka and the schemas, as the commands use them. */
export interface Cluster {
  readonly client: StreamClient;
  readonly codec: Codec;
  /**
   * Committed records up to `to` (default: the end as of now), per partition in order; with `key` those of a key, or of keys for
   * which it holds. Tombstones and poison are left out.
   */
  read<T extends TopicName>(
    topic: T,
    options?: { to?: Ends; key?: string | ((key: string | null) => boolean) },
  ): AsyncGenerator<Found<RecordOf<T>>>;
  close(): Promise<void>;
}

type Environment = Io['env'];

/**
 * The environment with the addresses of the local stack where it names none itself. LEADLINE_STACK names another stack
 * than `default`.
 */
export async function environment(env: Environment): Promise<Environment> {
  if (env['LEADLINE_KAFKA']) return env;
  const stack = await status(env['LEADLINE_STACK'] ?? 'default');
  return stack === null ? env : { ...environmentOf(stack.addresses), ...env };
}

/** Throws LEADLINE_CONFIG_INVALID. */
export function setting(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new LeadlineError(
    'LEADLINE_CONFIG_INVALID',
    `${name} is not set and no local stack runs (\`leadline up\`).`,
    { where: name },
  );
}

/** Throws LEADLINE_CONFIG_INVALID, LEADLINE_KAFKA_UNAVAILABLE. */
export async function openCluster(given: Environment): Promise<Cluster> {
  const env = await environment(given);
  // The stages wait for a schema that may still be registered; whoever looks on takes the registry at its word.
  const codec = createCodec({ registryUrl: setting(env, 'LEADLINE_REGISTRY'), unknownAfterMs: 0 });
  const client = await connectKafka({ brokers: setting(env, 'LEADLINE_KAFKA'), clientId: 'leadline-cli' });
  return {
    client,
    codec,
    read: (topic, options) => readTopic(client, codec, topic, options),
    close: () => client.close(),
  };
}

async function* readTopic<T extends TopicName>(
  client: StreamClient,
  codec: Codec,
  topic: T,
  { to, key }: { to?: Ends; key?: string | ((key: string | null) => boolean) } = {},
): AsyncGenerator<Found<RecordOf<T>>> {
  const isWanted = typeof key === 'function' ? key : (own: string | null) => key === undefined || own === key;
  for await (const batch of client.read({ topic, ...(to ? { to } : {}) })) {
    const wanted = batch.filter((record) => record.value !== null && isWanted(record.key));
    for (const record of wanted) {
      const decoded = await found(codec, topic, record);
      if (decoded !== null) yield decoded;
    }
  }
}

/** Null: poison, which the stages have put into their dead letters. */
async function found<T extends TopicName>(
  codec: Codec,
  topic: T,
  record: StreamRecord,
): Promise<Found<RecordOf<T>> | null> {
  const { key, partition, offset, timestamp } = record;
  try {
    // Codec and table agree on which records a topic holds; the compiler cannot follow that.
    const decoded = await codec.decode(record.value!, topic);
    return { ...decoded, key, partition, offset, timestamp } as unknown as Found<RecordOf<T>>;
  } catch (error) {
    if (error instanceof CodecFailure && error.failure === 'poison') return null;
    throw error;
  }
}

/** Runs with a cluster that is closed at the end in any case. */
export async function withCluster<T>(env: Environment, run: (cluster: Cluster) => Promise<T>): Promise<T> {
  const cluster = await openCluster(env);
  try {
    return await run(cluster);
  } finally {
    await cluster.close();
  }
}
