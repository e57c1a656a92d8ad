import { type Codec, LeadlineError, type RecordOf, type Records, type TopicName } from '@leadline/contracts';
import type { StreamClient, StreamRecord } from '@leadline/stream';
import type { Logger } from './log.ts';

export interface TableOptions<T extends TopicName, V> {
  readonly topic: T;
  /** What to keep of a record, and under which keys. */
  readonly rows: (value: Records[RecordOf<T>], key: string) => readonly (readonly [key: string, value: V])[];
  /** Rows kept at most; the oldest go first. Default: all. */
  readonly maxRows?: number;
}

interface TableParts {
  readonly stream: StreamClient;
  readonly codec: Codec;
  readonly log: Logger;
}

/**
 * A topic as a table in memory, the newest row per key; a tombstone removes the row of its key. It holds all partitions,
 * so that a stage can join topics that are partitioned otherwise. `refresh` reads what was written since the last time:
 * a row acknowledged before the call is there after it.
 */
export class Table<T extends TopicName, V> {
  readonly #options: TableOptions<T, V>;
  readonly #parts: TableParts;
  readonly #rows = new Map<string, V>();
  readonly #next = new Map<number, bigint>();
  #reading: Promise<void> | null = null;
  #queued: Promise<void> | null = null;
  #dropped = false;

  constructor(options: TableOptions<T, V>, parts: TableParts) {
    this.#options = options;
    this.#parts = parts;
  }

  get(key: string): V | undefined {
    return this.#rows.get(key);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Whether rows had to go because of `maxRows`: then an absent row may still lie on the topic. */
  get incomplete(): boolean {
    return this.#dropped;
  }

  /** Reads to the end as it is at the time of the call. Throws the stream's error when Kafka does not answer. */
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
      for (const record of records) await this.#keep(record);
    }
    for (const [partition, end] of behind) this.#advance(partition, end);
  }

  #advance(partition: number, next: bigint): void {
    if (next > (this.#next.get(partition) ?? 0n)) this.#next.set(partition, next);
  }

  async #keep(record: StreamRecord): Promise<void> {
    const key = record.key ?? '';
    if (record.value === null) this.#rows.delete(key);
    else await this.#keepValue(record, record.value, key);
    this.#advance(record.partition, record.offset + 1n);
  }

  async #keepValue({ topic, partition, offset }: StreamRecord, bytes: Buffer, key: string): Promise<void> {
    const decoded = await this.#parts.codec.decode(bytes, this.#options.topic).catch((error: unknown) => {
      if (error instanceof LeadlineError && 'failure' in error && error.failure === 'transient') throw error;
      this.#parts.log.warn(
        { err: error, topic, partition, offset: String(offset) },
        'a table skips a record',
      );
      return null;
    });
    if (decoded === null) return;
    for (const [name, row] of this.#options.rows(decoded.value as Records[RecordOf<T>], key)) {
      this.#rows.delete(name);
      this.#rows.set(name, row);
      this.#bound();
    }
  }

  #bound(): void {
    const { maxRows = Infinity } = this.#options;
    if (this.#rows.size <= maxRows) return;
    const oldest = this.#rows.keys().next();
    if (!oldest.done) this.#rows.delete(oldest.value);
    this.#dropped = true;
  }
}
