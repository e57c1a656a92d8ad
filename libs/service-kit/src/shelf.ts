import { DatabaseSync } from 'node:sqlite';

/** Rows by key, as a Map holds them. Values must not be changed once they are in. */
export interface ShelfRows<V> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): unknown;
  delete(key: string): unknown;
  /** In the order of keys (by UTF-8 bytes). Rows may be changed meanwhile. */
  values(): Iterable<V>;
}

interface Hot {
  readonly part: number;
  readonly key: string;
  /** Undefined: there is no such row. */
  readonly value: unknown;
  /** Whether the file has another value. */
  readonly dirty: boolean;
}

/** Rows in memory at most. About 1 kB each, so some 20 MB. */
const HOT_ROWS = 20_000;
/** Rows that one statement reads while scanning. */
const PAGE = 500;

/**
 * More rows than memory should hold: the latest used in memory, the others in a nameless temporary file of SQLite that is
 * gone with the process. It is a cache of what stands on a topic, so nothing is synced. Values are kept as JSON.
 */
export class Shelf {
  readonly #file: DatabaseSync;
  readonly #hot = new Map<string, Hot>();
  readonly #limit: number;
  readonly #statements;
  #parts = 0;

  constructor(hotRows: number = HOT_ROWS) {
    this.#limit = hotRows;
    // An empty name is SQLite's own way to ask for a private file that goes with the connection.
    this.#file = new DatabaseSync('');
    this.#file.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
      PRAGMA cache_size = -16384;
      CREATE TABLE rows (part INTEGER, key TEXT, body TEXT, PRIMARY KEY (part, key))`);
    this.#statements = {
      get: this.#file.prepare('SELECT body FROM rows WHERE part = ? AND key = ?'),
      // Bodies lie in the order of writing, and only their short keys in a tree: a third of the cost of one tree of both.
      set: this.#file.prepare(
        'INSERT INTO rows VALUES (?, ?, ?) ON CONFLICT (part, key) DO UPDATE SET body = excluded.body',
      ),
      delete: this.#file.prepare('DELETE FROM rows WHERE part = ? AND key = ?'),
      page: this.#file.prepare('SELECT key, body FROM rows WHERE part = ? AND key >= ? ORDER BY key LIMIT ?'),
    };
  }

  /** A new, empty set of rows; all of a shelf share its memory. */
  rows<V>(): ShelfRows<V> {
    const part = (this.#parts += 1);
    const get = (key: string) => this.#get(part, key) as V | undefined;
    return {
      get,
      has: (key) => get(key) !== undefined,
      set: (key, value) => this.#put({ part, key, value, dirty: true }),
      delete: (key) => this.#put({ part, key, value: undefined, dirty: true }),
      values: () => this.#values(part) as Iterable<V>,
    };
  }

  close(): void {
    this.#hot.clear();
    this.#file.close();
  }

  #get(part: number, key: string): unknown {
    const hot = this.#hot.get(`${part} ${key}`);
    if (hot !== undefined) {
      this.#put(hot);
      return hot.value;
    }
    const row = this.#statements.get.get(part, key);
    const value: unknown = row === undefined ? undefined : JSON.parse(row['body'] as string);
    this.#put({ part, key, value, dirty: false });
    return value;
  }

  /** The row is now the latest used. */
  #put(row: Hot): void {
    const name = `${row.part} ${row.key}`;
    this.#hot.delete(name);
    this.#hot.set(name, row);
    if (this.#hot.size > this.#limit) this.#cool();
  }

  /** Lets a quarter of the rows in memory go, those unused for longest: many in one transaction cost little each. */
  #cool(): void {
    const oldest: [name: string, row: Hot][] = [];
    for (const entry of this.#hot) if (oldest.push(entry) >= this.#limit / 4) break;
    this.#write(oldest.map(([, row]) => row));
    for (const [name] of oldest) this.#hot.delete(name);
  }

  #write(rows: readonly Hot[]): void {
    this.#file.exec('BEGIN');
    for (const { part, key, value, dirty } of rows) {
      if (!dirty) continue;
      if (value === undefined) this.#statements.delete.run(part, key);
      else this.#statements.set.run(part, key, JSON.stringify(value));
    }
    this.#file.exec('COMMIT');
  }

  *#values(part: number): Iterable<unknown> {
    for (let from = ''; ;) {
      this.#flush();
      const page = this.#statements.page.all(part, from, PAGE);
      for (const { body } of page) yield JSON.parse(body as string);
      if (page.length < PAGE) return;
      // The least key that comes after the last one.
      from = `${page.at(-1)!['key'] as string}\0`;
    }
  }

  #flush(): void {
    const dirty = [...this.#hot.values()].filter((row) => row.dirty);
    if (dirty.length === 0) return;
    this.#write(dirty);
    for (const row of dirty) this.#hot.set(`${row.part} ${row.key}`, { ...row, dirty: false });
  }
}
