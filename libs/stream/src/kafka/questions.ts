import type { KafkaOptions } from './connection.ts';
import { LogReader } from './log-reader.ts';

/**
 * Short questions about logs, over one connection that is kept, one after the other: kafkajs leaks connections when the
 * first requests of a client go out side by side.
 */
export class Questions {
  readonly #options: KafkaOptions;
  #reader: LogReader | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: KafkaOptions) {
    this.#options = options;
  }

  /** A question that fails is asked once more over a new connection, as the kept one may have died of age. */
  ask<T>(topics: readonly string[], question: (reader: LogReader) => Promise<T>): Promise<T> {
    const answer = this.#last.then(async () => {
      const isFresh = this.#reader === null;
      try {
        return await this.#try(topics, question);
      } catch (error) {
        await this.#drop();
        if (isFresh) throw error;
        return await this.#try(topics, question);
      }
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#drop();
  }

  async #try<T>(topics: readonly string[], question: (reader: LogReader) => Promise<T>): Promise<T> {
    if (this.#reader === null) this.#reader = await LogReader.open(this.#options, topics);
    else await this.#reader.include(topics);
    return question(this.#reader);
  }

  async #drop(): Promise<void> {
    const reader = this.#reader;
    this.#reader = null;
    await reader?.close();
  }
}
