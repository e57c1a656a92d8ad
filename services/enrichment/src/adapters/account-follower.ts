import { CodecFailure, type Codec } from '@leadline/contracts';
import type { Logger } from '@leadline/service-kit';
import { type StreamClient, type StreamRecord, Transient } from '@leadline/stream';
import { AccountIndex } from '../account-index.ts';

const TOPIC = 'account.upserted';

/**
 * Keeps every account of the compacted topic in memory. A consumer group would give each instance a share of the
 * partitions, and every instance needs all accounts; so it remembers how far it has read and reads on from there.
 */
export class AccountFollower {
  readonly index = new AccountIndex();
  readonly #next = new Map<number, bigint>();
  readonly #stream: StreamClient;
  readonly #codec: Codec;
  readonly #log: Pick<Logger, 'warn'>;
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(stream: StreamClient, codec: Codec, log: Pick<Logger, 'warn'>) {
    this.#stream = stream;
    this.#codec = codec;
    this.#log = log;
  }

  /**
   * Resolves when every account that was acknowledged before this call is in the index. Joins a refresh that has not
   * begun yet, never one that has: its end offsets may be too old. Throws {@link Transient} when Kafka or the registry
   * is needed and does not answer.
   */
  refresh(): Promise<void> {
    this.#waiting ??= this.#afterRunning();
    return this.#waiting;
  }

  async #afterRunning(): Promise<void> {
    await this.#running.catch(() => {});
    this.#waiting = undefined;
    this.#running = this.#readOn();
    return this.#running;
  }

  async #readOn(): Promise<void> {
    try {
      const to = await this.#stream.endOffsets(TOPIC);
      const behind = [...to].filter(([partition, end]) => end > (this.#next.get(partition) ?? 0n));
      if (behind.length === 0) return;
      const partitions = behind.map(([partition]) => partition);
      for await (const batch of this.#stream.read({ topic: TOPIC, partitions, from: this.#next, to })) {
        for (const record of batch) await this.#take(record);
      }
      for (const [partition, end] of behind) this.#next.set(partition, end);
    } catch (cause) {
      if (cause instanceof Transient) throw cause;
      throw new Transient('LEADLINE_KAFKA_UNAVAILABLE', `${TOPIC} cannot be read.`, { cause });
    }
  }

  async #take(record: StreamRecord): Promise<void> {
    const key = record.key ?? '';
    try {
      if (record.value === null) return this.index.put(key, null);
      const decoded = await this.#codec.decode(record.value, TOPIC);
      if (decoded.record === 'AccountUpserted') this.index.put(key, decoded.value);
    } catch (error) {
      if (!(error instanceof CodecFailure)) throw error;
      if (error.failure === 'transient') throw new Transient(error.code, error.message, { cause: error });
      const { partition, offset } = record;
      this.#log.warn(
        { code: error.code, topic: TOPIC, partition, offset: String(offset) },
        'skipped an unreadable account',
      );
    }
  }
}
