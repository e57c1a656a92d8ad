import type { RecordOf, Records, TopicName } from '@leadline/contracts';
import type { Followed } from './topic-follower.ts';

/** Where a table keeps its rows: a Map, {@link NewestRows}, or rows of a Shelf. */
export interface TableRows<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): unknown;
  delete(key: string): unknown;
}

export interface TableOptions<T extends TopicName, V> {
  readonly topic: T;
  /** What to keep of a record, and under which keys. */
  readonly rows: (value: Records[RecordOf<T>], key: string) => readonly (readonly [key: string, value: V])[];
  /** Default: all in memory. */
  readonly kept?: TableRows<V>;
}

/**
 * A topic as a table, the newest row per key; a tombstone removes the row of its key. A {@link TopicFollower} fills it from
 * all partitions, so that a stage can join topics that are partitioned otherwise.
 */
export class Table<T extends TopicName, V> implements Followed {
  readonly topic: T;
  readonly #rowsOf: TableOptions<T, V>['rows'];
  readonly #kept: TableRows<V>;

  constructor({ topic, rows, kept = new Map<string, V>() }: TableOptions<T, V>) {
    this.topic = topic;
    this.#rowsOf = rows;
    this.#kept = kept;
  }

  get(key: string): V | undefined {
    return this.#kept.get(key);
  }

  take(key: string, value: Records[RecordOf<T>] | null): void {
    if (value === null) this.#kept.delete(key);
    else for (const [name, row] of this.#rowsOf(value, key)) this.#kept.set(name, row);
  }
}

/** Rows in memory, so many at most; the oldest go first. */
export class NewestRows<V> implements TableRows<V> {
  readonly #rows = new Map<string, V>();
  readonly #limit: number;
  #dropped = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether rows had to go: then an absent row may still lie on the topic. */
  get incomplete(): boolean {
    return this.#dropped;
  }

  get(key: string): V | undefined {
    return this.#rows.get(key);
  }

  set(key: string, value: V): void {
    this.#rows.delete(key);
    this.#rows.set(key, value);
    if (this.#rows.size <= this.#limit) return;
    const oldest = this.#rows.keys().next();
    if (!oldest.done) this.#rows.delete(oldest.value);
    this.#dropped = true;
  }

  delete(key: string): void {
    this.#rows.delete(key);
  }
}
