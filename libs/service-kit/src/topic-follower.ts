import type { Codec, RecordOf, Records, TopicName } from '@leadline/contracts';
import { isTransient, type StreamClient, type StreamRecord } from '@leadline/stream';
import type { Logger } from './log.ts';

export interface FollowerParts {
  readonly stream: StreamClient;
  readonly codec: Codec;
  readonly log: Pick<Logger, 'warn'>;
}

export interface FollowerOptions<T extends TopicName> {
  readonly topic: T;
  /** Takes one record, in offset order per partition; null is a tombstone. */
  readonly take: (key: string, value: Records[RecordOf<T>] | null) => void;
}

/**
 * Reads all partitions of a topic, outside any consumer group, and on request reads on from where it was: a group would
 * give each instance a share of the partitions. A record that cannot be read is passed over with a warning.
 */
export class TopicFollower<T extends TopicName> {
  readonly #options: FollowerOptions<T>;
  readonly #parts: FollowerParts;
  readonly #next = new Map<number, bigint>();
  #reading: Promise<void> | null = null;
  #queued: Promise<void> | null = null;

  constructor(options: FollowerOptions<T>, parts: FollowerParts) {
    this.#options = options;
    this.#parts = parts;
  }

  /**
   * Resolves when everything that was acknowledged before this call is taken. Throws an error of which `isTransient`
   * holds when Kafka or the registry is needed and does not answer; the next call reads on from there.
   */
  async refresh(): Promise<void> {
    if (this.#reading === null) return this.#start();
    // The running read may have asked for the end before this call: wait for it, then read once for all who wait.
    this.#queued ??= this.#reading
      .catch(() => {})
      .then(() => {
        this.#queued = null;
        return this.#start();
      });
    return this.#queued;
  }

  #start(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { stream } = this.#parts;
    const { topic } = this.#options;
    const to = await stream.endOffsets(topic);
    const behind = [...to].filter(([partition, end]) => end > (this.#next.get(partition) ?? 0n));
    if (behind.length === 0) return;
    const partitions = behind.map(([partition]) => partition);
    for await (const records of stream.read({ topic, partitions, from: new Map(this.#next), to })) {
      for (const record of records) {
        await this.#take(record);
        this.#advance(record.partition, record.offset + 1n);
      }
    }
    for (const [partition, end] of behind) this.#advance(partition, end);
  }

  #advance(partition: number, next: bigint): void {
    if (next > (this.#next.get(partition) ?? 0n)) this.#next.set(partition, next);
  }

  async #take({ topic, partition, offset, key, value }: StreamRecord): Promise<void> {
    if (value === null) return this.#options.take(key ?? '', null);
    const decoded = await this.#parts.codec.decode(value, this.#options.topic).catch((error: unknown) => {
      if (isTransient(error)) throw error;
      this.#parts.log.warn(
        { err: error, topic, partition, offset: String(offset) },
        'passes over a record that cannot be read',
      );
      return null;
    });
    if (decoded !== null) this.#options.take(key ?? '', decoded.value as Records[RecordOf<T>]);
  }
}
