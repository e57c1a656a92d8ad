import type { RecordOf, Records, TopicName } from '@leadline/contracts';
import type { Followed } from './topic-follower.ts';

export interface TableOptions<T extends TopicName, V> {
  readonly topic: T;
  /** What to keep of a record, and under which keys. */
  readonly rows: (value: Records[RecordOf<T>], key: string) => readonly (readonly [key: string, value: V])[];
  /** Rows kept at most; the oldest go first. Default: all. */
  readonly maxRows?: number;
}

/**
 * A topic as a table in memory, the newest row per key; a tombstone removes the row of its key. A {@link TopicFollower}
 * fills it from all partitions, so that a stage can join topics that are partitioned otherwise.
 */
export class Table<T extends TopicName, V> implements Followed {
  readonly topic: T;
  readonly #options: TableOptions<T, V>;
  readonly #rows = new Map<string, V>();
  #dropped = false;

  constructor(options: TableOptions<T, V>) {
    this.topic = options.topic;
    this.#options = options;
  }

  get(key: string): V | undefined {
    return this.#rows.get(key);
  }

  /** Whether rows had to go because of `maxRows`: then an absent row may still lie on the topic. */
  get incomplete(): boolean {
    return this.#dropped;
  }

  take(key: string, value: Records[RecordOf<T>] | null): void {
    if (value === null) {
      this.#rows.delete(key);
      return;
    }
    for (const [name, row] of this.#options.rows(value, key)) {
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
