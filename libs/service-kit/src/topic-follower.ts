import type { Codec, Records, TopicName } from '@leadline/contracts';
import { breather, type Follower, isTransient, type StreamClient, type StreamRecord } from '@leadline/stream';
import type { Logger } from './log.ts';

export interface FollowerParts {
  readonly stream: Pick<StreamClient, 'follow'>;
  readonly codec: Pick<Codec, 'decode'>;
  readonly log: Pick<Logger, 'warn'>;
}

/** Who follows a topic. */
export interface Followed {
  readonly topic: TopicName;
  /** Takes one record, in offset order per partition; null is a tombstone. It may come again after a failure. */
  take(key: string, value: Records[keyof Records] | null): void;
}

/**
 * Reads all partitions of some topics, outside any consumer group, one reader for all of them. It starts at the first
 * `refresh`. A record that cannot be read is passed over with a warning.
 */
export class TopicFollower {
  readonly #followed: readonly Followed[];
  readonly #parts: FollowerParts;
  readonly #breathe: () => Promise<void>;
  #follower: Promise<Follower> | null = null;

  /** `breathe` is awaited at each record: a long topic is read ahead, so that for seconds nothing else would be waited for. */
  constructor(followed: readonly Followed[], parts: FollowerParts, breathe = breather()) {
    this.#followed = followed;
    this.#parts = parts;
    this.#breathe = breathe;
  }

  /**
   * Resolves when everything that was acknowledged before this call is taken. Throws an error of which `isTransient`
   * holds when Kafka or the registry is needed and does not answer; the next call goes on from there.
   */
  async refresh(): Promise<void> {
    this.#follower ??= this.#start();
    return (await this.#follower).refresh();
  }

  async #start(): Promise<Follower> {
    const topics = this.#followed.map(({ topic }) => topic);
    const take = async (records: readonly StreamRecord[]): Promise<void> => {
      for (const record of records) {
        await this.#take(record);
        await this.#breathe();
      }
    };
    try {
      return await this.#parts.stream.follow({ topics, take });
    } catch (error) {
      this.#follower = null;
      throw error;
    }
  }

  async #take({ topic, partition, offset, key, value }: StreamRecord): Promise<void> {
    const followed = this.#followed.find((one) => one.topic === topic);
    if (followed === undefined) return;
    if (value === null) return followed.take(key ?? '', null);
    const decoded = await this.#parts.codec.decode(value, followed.topic).catch((error: unknown) => {
      if (isTransient(error)) throw error;
      this.#parts.log.warn(
        { err: error, topic, partition, offset: String(offset) },
        'passes over a record that cannot be read',
      );
      return null;
    });
    if (decoded !== null) followed.take(key ?? '', decoded.value);
  }
}
