import type { Placed } from '../batching.ts';
import { messageOf, StreamUnavailable } from '../errors.ts';
import { partitionOf } from '../murmur2.ts';
import type { OutRecord } from '../port.ts';
import type { Questions } from './questions.ts';

/** Gives records their partitions. Counts are asked for once per topic: they must not change while a log lives. */
export class Placement {
  readonly #questions: Questions;
  readonly #counts = new Map<string, Promise<number>>();
  #turn = 0;

  constructor(questions: Questions) {
    this.#questions = questions;
  }

  async place(records: readonly OutRecord[]): Promise<Placed[]> {
    return Promise.all(
      records.map(async (record) => ({
        ...record,
        partition: record.partition ?? (await this.#choose(record)),
      })),
    );
  }

  /** @throws StreamUnavailable also if there is no such topic. */
  count(topic: string): Promise<number> {
    const known = this.#counts.get(topic);
    if (known !== undefined) return known;
    const asked = this.#ask(topic);
    this.#counts.set(topic, asked);
    asked.catch(() => this.#counts.delete(topic));
    return asked;
  }

  async #choose({ topic, key }: OutRecord): Promise<number> {
    const count = await this.count(topic);
    return key === null ? this.#turn++ % count : partitionOf(key, count);
  }

  async #ask(topic: string): Promise<number> {
    try {
      return await this.#questions.ask([topic], async (reader) => reader.partitions(topic).length);
    } catch (cause) {
      throw new StreamUnavailable(`Cannot learn the partitions of ${topic}: ${messageOf(cause)}`, { cause });
    }
  }
}
