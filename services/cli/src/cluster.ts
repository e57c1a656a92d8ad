import {
  actorOf,
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
import { kafkaOf, liveTransportIn, redisOf, registryOf, transportIn } from '@leadline/service-kit';
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
    /** Id of the API key with which it came from outside; null: without one, or from a stage. */
    readonly actor: string | null;
  };
}[R];

type Ends = ReadonlyMap<number, bigint>;

/** Which records of a topic: up to where, with which key (or for which keys), and of which kinds by what their header says. */
interface ReadOptions {
  readonly to?: Ends;
  readonly key?: string | ((key: string | null) => boolean);
  readonly kind?: RecordName | readonly RecordName[];
}

/** Kafka and the schemas, as the commands use them. */
export interface Cluster {
  readonly client: StreamClient;
  readonly codec: Codec;
  /** Committed records up to `to` (default: the end as of now), per partition in order. Tombstones and poison are left out. */
  read<T extends TopicName>(topic: T, options?: ReadOptions): AsyncGenerator<Found<RecordOf<T>>>;
  close(): Promise<void>;
}

type Environment = Io['env'];

/**
 * The environment with the addresses of the local stack where it names none itself. LEADLINE_STACK names another stack
 * than `default`.
 */
export async function environment(env: Environment): Promise<Environment> {
  if (isSet(env, 'LEADLINE_KAFKA')) return env;
  const stack = await status(env['LEADLINE_STACK'] ?? 'default');
  return stack === null ? env : { ...besides(env, environmentOf(stack.addresses)), ...env };
}

/** Whether a setting is given, as it is or by the name of a file that holds it. */
const isSet = (env: Environment, name: string): boolean => Boolean(env[name] || env[`${name}_FILE`]);

/** Settings that an environment does not give itself. */
export const besides = (env: Environment, settings: Readonly<Record<string, string>>): Environment =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !isSet(env, name)));

/** Throws LEADLINE_CONFIG_INVALID. */
function required(env: Environment, name: string): void {
  if (isSet(env, name)) return;
  throw new LeadlineError(
    'LEADLINE_CONFIG_INVALID',
    `${name} is not set and no local stack runs (\`leadline up\`).`,
    { where: name },
  );
}

/** Throws LEADLINE_CONFIG_INVALID where an address is not known. */
export async function addressed(given: Environment, names: readonly string[]): Promise<Environment> {
  const env = await environment(given);
  for (const name of names) required(env, name);
  return env;
}

/** How the registry is reached. Throws LEADLINE_CONFIG_INVALID, LEADLINE_PLAINTEXT_REFUSED. */
export const registryIn = async (given: Environment) =>
  registryOf(transportIn(await addressed(given, ['LEADLINE_KAFKA', 'LEADLINE_REGISTRY'])));

/** How Redis is reached, as `connectLive` takes it. Throws LEADLINE_CONFIG_INVALID, LEADLINE_PLAINTEXT_REFUSED. */
export async function redisIn(given: Environment) {
  const env = await addressed(given, ['LEADLINE_KAFKA', 'LEADLINE_REGISTRY', 'LEADLINE_REDIS']);
  const config = liveTransportIn(env);
  return { url: config.LEADLINE_REDIS, ...redisOf(config) };
}

/** Throws LEADLINE_CONFIG_INVALID, LEADLINE_PLAINTEXT_REFUSED, LEADLINE_KAFKA_UNAVAILABLE. */
export async function openCluster(given: Environment): Promise<Cluster> {
  const config = transportIn(await addressed(given, ['LEADLINE_KAFKA', 'LEADLINE_REGISTRY']));
  // The stages wait for a schema that may still be registered; whoever looks on takes the registry at its word.
  const codec = createCodec({ ...registryOf(config), unknownAfterMs: 0 });
  const client = await connectKafka({ ...kafkaOf(config), clientId: 'leadline-cli' });
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
  { to, key, kind }: ReadOptions = {},
): AsyncGenerator<Found<RecordOf<T>>> {
  const kinds: ReadonlySet<string> | null = kind === undefined ? null : new Set([kind].flat());
  const isWanted = typeof key === 'function' ? key : (own: string | null) => key === undefined || own === key;
  for await (const batch of client.read({ topic, ...(to ? { to } : {}) })) {
    const wanted = batch.filter(
      (record) =>
        record.value !== null &&
        isWanted(record.key) &&
        (kinds === null || kinds.has(record.headers['ce_type'] ?? '')),
    );
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
    return {
      ...decoded,
      key,
      partition,
      offset,
      timestamp,
      actor: actorOf(record.headers),
    } as unknown as Found<RecordOf<T>>;
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
