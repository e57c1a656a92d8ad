import { createRequire } from 'node:module';
import type { KafkaConfig, KafkaMessage } from 'kafkajs';
import { StreamUnavailable } from '../errors.ts';
import { within } from '../timing.ts';
import { type KafkaOptions, type Link, openKafka, PATIENT } from './connection.ts';

/** What we use of kafkajs's inner Cluster: fetching is our own, because its consumer holds all partitions up for one. */
interface Cluster {
  readonly brokerPool: { readonly versions: ApiVersions | null };
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  findTopicPartitionMetadata(topic: string): readonly { partitionId: number; leader: number }[];
  findBroker(node: { nodeId: string }): Promise<Broker>;
  fetchTopicsOffset(
    topics: readonly {
      topic: string;
      partitions: readonly { partition: number }[];
      fromBeginning: boolean;
    }[],
  ): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
}
/** Versions that a broker answers, by the number of the request. */
export type ApiVersions = Readonly<
  Record<number, { readonly minVersion: number; readonly maxVersion: number }>
>;
interface Broker {
  fetch(request: object): Promise<{ responses: { topicName: string; partitions: RawPartition[] }[] }>;
}
export interface RawPartition {
  readonly partition: number;
  readonly highWatermark: string;
  readonly lastStableOffset: string;
  readonly abortedTransactions: readonly { producerId: string; firstOffset: string }[];
  readonly messages: readonly RawMessage[];
}
/** A record with the batch it came in. */
export type RawMessage = KafkaMessage & {
  readonly isControlRecord: boolean;
  readonly batchContext: {
    readonly producerId: string;
    readonly inTransaction: boolean;
    readonly firstOffset: string;
    readonly lastOffsetDelta: number;
  };
};

const InnerCluster = createRequire(import.meta.url)('kafkajs/src/cluster') as new (
  options: KafkaConfig & Record<string, unknown>,
) => Cluster;
const READ_UNCOMMITTED = 0;
const READ_COMMITTED = 1;
const FETCH_BYTES = 8 * 1024 * 1024;
const PARTITION_BYTES = 1024 * 1024;
/** kafkajs limits each request, but not all that it waits for in between: whoever waits for that waits for ever. */
const OPEN_MS = 30_000;

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}
export interface FetchPosition extends TopicPartition {
  readonly offset: bigint;
}
/** The answer for one partition: all records as they lie there, control records and aborted ones, too. */
export interface Fetched extends FetchPosition {
  readonly raw: readonly RawMessage[];
  readonly aborted: readonly { readonly producerId: string; readonly firstOffset: string }[];
  /** Where to read on: past control, aborted and compacted records, too. */
  readonly next: bigint;
  /** End of what is decided: no open transaction begins before it. */
  readonly stable: bigint;
  readonly end: bigint;
}

/** The committed offset, or the asked one, is not in the log any more. */
export class OffsetOutOfRange extends Error {
  readonly code = 'LEADLINE_OFFSET_OUT_OF_RANGE';
  readonly partition: TopicPartition;
  constructor(where: TopicPartition, detail: string) {
    super(`${where.topic}/${where.partition}: ${detail}`);
    this.name = 'OffsetOutOfRange';
    this.partition = where;
  }
}

/** Reads partitions by offset, without a group. One instance lives until its first error. */
export class LogReader {
  readonly #cluster: Cluster;
  readonly #link: Link;

  private constructor(cluster: Cluster, link: Link) {
    this.#cluster = cluster;
    this.#link = link;
  }

  /** Rejects when Kafka does not answer, within `limitMs` in any case, or a topic does not exist. */
  static async open(options: KafkaOptions, topics: readonly string[], limitMs = OPEN_MS): Promise<LogReader> {
    const { kafka, link, config } = openKafka(options, { ...PATIENT, retries: 3 });
    const cluster = new InnerCluster({
      ...config,
      logger: kafka.logger(),
      enforceRequestTimeout: true,
      metadataMaxAge: 300_000,
      allowAutoTopicCreation: false,
      maxInFlightRequests: null,
      isolationLevel: READ_UNCOMMITTED,
    });
    try {
      const opened = cluster.connect().then(() => cluster.addMultipleTargetTopics(topics));
      await within(limitMs, opened, () => {
        throw new StreamUnavailable(`Kafka has not told of its topics in ${limitMs} ms.`);
      });
    } catch (error) {
      link.close();
      throw error;
    }
    return new LogReader(cluster, link);
  }

  /** Learns of more topics. Rejects when one does not exist. */
  include(topics: readonly string[]): Promise<void> {
    return this.#cluster.addMultipleTargetTopics(topics);
  }

  /** What the broker that was met first understands. */
  get versions(): ApiVersions {
    return this.#cluster.brokerPool.versions ?? {};
  }

  partitions(topic: string): number[] {
    return this.#cluster
      .findTopicPartitionMetadata(topic)
      .map(({ partitionId }) => partitionId)
      .toSorted((a, b) => a - b);
  }

  leader({ topic, partition }: TopicPartition): string {
    const found = this.#cluster
      .findTopicPartitionMetadata(topic)
      .find(({ partitionId }) => partitionId === partition);
    return String(found?.leader ?? -1);
  }

  /** First offset (`start`) or the offset that the next record will get (`end`, undecided records included). */
  async offsets(topic: string, which: 'start' | 'end'): Promise<ReadonlyMap<number, bigint>> {
    const found = await this.positions([topic], which);
    return new Map(found.map(({ partition, offset }) => [partition, offset]));
  }

  /** As `offsets`, of several topics in one question to each broker. */
  async positions(topics: readonly string[], which: 'start' | 'end'): Promise<FetchPosition[]> {
    const asked = topics.map((topic) => ({
      topic,
      partitions: this.partitions(topic).map((partition) => ({ partition })),
      fromBeginning: which === 'start',
    }));
    const answers = await this.#cluster.fetchTopicsOffset(asked);
    return answers.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) })),
    );
  }

  /** One fetch from one broker. Waits up to `waitMs` for a first record. Throws {@link OffsetOutOfRange}. */
  async fetch(node: string, positions: readonly FetchPosition[], waitMs: number): Promise<Fetched[]> {
    const all = await this.#fetch(node, positions, waitMs);
    return Promise.all(all.map(async (one) => (isEmpty(one) ? this.#gap(node, one) : one)));
  }

  /** Timestamp of the record that lies there, also while its transaction is open; null where the broker shows none. */
  async writtenAt(position: FetchPosition): Promise<number | null> {
    const [found] = await this.#fetch(this.leader(position), [position], 0, READ_UNCOMMITTED);
    const first = found?.raw[0];
    return first === undefined ? null : Number(first.timestamp);
  }

  /**
   * Nothing where something should be. Either the other partitions have used up the request, or compaction has left only
   * empty batches, which kafkajs does not show: asked alone, that is certain, and we go on behind them.
   */
  async #gap(node: string, empty: Fetched): Promise<Fetched> {
    const [alone] = await this.#fetch(node, [empty], 0);
    return behindGap(empty, alone);
  }

  async #fetch(
    node: string,
    positions: readonly FetchPosition[],
    waitMs: number,
    isolationLevel = READ_COMMITTED,
  ): Promise<Fetched[]> {
    const broker = await this.#cluster.findBroker({ nodeId: node });
    const request = {
      isolationLevel,
      maxWaitTime: waitMs,
      minBytes: 1,
      maxBytes: FETCH_BYTES,
      topics: positions.map(({ topic, partition, offset }) => ({
        topic,
        partitions: [{ partition, fetchOffset: offset.toString(), maxBytes: PARTITION_BYTES }],
      })),
    };
    const { responses } = await broker.fetch(request).catch(outOfRange);
    return responses.flatMap(({ topicName, partitions }) =>
      partitions.map((raw) => fetched(positions, topicName, raw)),
    );
  }

  async close(): Promise<void> {
    await this.#cluster.disconnect().catch(() => {});
    this.#link.close();
  }
}

/** Nothing read, not even the end of a batch that compaction has cut short, though something decided lies there. */
function isEmpty({ offset, next, stable }: Fetched): boolean {
  return next === offset && next < stable;
}

/** Where to go on after `empty`, asked again `alone`. A broker that throttles us answers without the partition: stay. */
export function behindGap(empty: Fetched, alone: Fetched | undefined): Fetched {
  if (alone === undefined) return empty;
  return isEmpty(alone) ? { ...alone, next: alone.stable } : alone;
}

function outOfRange(error: unknown): never {
  const { name, topic, partition } = error as { name: string; topic: string; partition: number };
  if (name === 'KafkaJSOffsetOutOfRange')
    throw new OffsetOutOfRange({ topic, partition }, 'The log does not hold the offset to read from.');
  throw error;
}

/** Reads the answer for one of the partitions asked for. */
export function fetched(positions: readonly FetchPosition[], topic: string, raw: RawPartition): Fetched {
  const asked = positions.find(
    (position) => position.topic === topic && position.partition === raw.partition,
  );
  const offset = asked?.offset ?? 0n;
  const last = raw.messages.at(-1)?.batchContext;
  return {
    topic,
    partition: raw.partition,
    offset,
    // A record batch is delivered whole, from before the offset asked for.
    raw: raw.messages.filter((message) => BigInt(message.offset) >= offset),
    aborted: raw.abortedTransactions,
    next: last === undefined ? offset : BigInt(last.firstOffset) + BigInt(last.lastOffsetDelta) + 1n,
    stable: BigInt(raw.lastStableOffset),
    end: BigInt(raw.highWatermark),
  };
}
