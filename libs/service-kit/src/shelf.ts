import { ShelfFile } from './shelf-file.ts';

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
 * More rows than memory should hold: the latest used in memory, the others in a file of SQLite, which is part of Node. It is a
 * cache of what stands on a topic, so nothing is synced. Values are kept as JSON.
 */
export class Shelf {
  readonly #file: ShelfFile;
  readonly #hot = new Map<string, Hot>();
  readonly #limit: number;

  /** In a nameless temporary file that is gone with the process, unless {@link Shelf.kept} gives another. */
  constructor(hotRows: number = HOT_ROWS, file: ShelfFile = ShelfFile.nameless()) {
    this.#limit = hotRows;
    this.#file = file;
  }

  /** In a file that stays, as it was at its last checkpoint. Null while another process has it open. */
  static kept(path: string, hotRows?: number): Shelf | null {
    const file = ShelfFile.kept(path);
    return file === null ? null : new Shelf(hotRows, file);
  }

  /** What the last checkpoint said; null: there was none, or the file does not stay. */
  get note(): string | null {
    return this.#file.note;
  }

  /** A set of rows; all of a shelf share its memory. By a name it is found again in a file that stays; without one it is new. */
  rows<V>(name: string | null = null): ShelfRows<V> {
    const part = this.#file.partOf(name);
    const get = (key: string) => this.#get(part, key) as V | undefined;
    return {
      get,
      has: (key) => get(key) !== undefined,
      set: (key, value) => this.#put({ part, key, value, dirty: true }),
      delete: (key) => this.#put({ part, key, value: undefined, dirty: true }),
      values: () => this.#values(part) as Iterable<V>,
    };
  }

  /** All that is set so far stays. Without another, what is set from here on does not. */
  checkpoint(note: string): void {
    this.#flush();
    this.#file.checkpoint(note);
  }

  close(): void {
    this.#hot.clear();
    this.#file.close();
  }

  /** Closes it, and takes its file away. */
  discard(): void {
    this.#hot.clear();
    this.#file.discard();
  }

  #get(part: number, key: string): unknown {
    const hot = this.#hot.get(`${part} ${key}`);
    if (hot !== undefined) {
      this.#put(hot);
      return hot.value;
    }
    const body = this.#file.get(part, key);
    const value: unknown = body === null ? undefined : JSON.parse(body);
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

  /** Lets a quarter of the rows in memory go, those unused for longest. */
  #cool(): void {
    const oldest: [name: string, row: Hot][] = [];
    for (const entry of this.#hot) if (oldest.push(entry) >= this.#limit / 4) break;
    this.#file.write(oldest.filter(([, { dirty }]) => dirty).map(([, row]) => filed(row)));
    for (const [name] of oldest) this.#hot.delete(name);
  }

  *#values(part: number): Iterable<unknown> {
    for (let from = ''; ;) {
      this.#flush();
      const page = this.#file.page(part, from, PAGE);
      for (const { body } of page) yield JSON.parse(body);
      if (page.length < PAGE) return;
      // The least key that comes after the last one.
      from = `${page.at(-1)!.key}\0`;
    }
  }

  #flush(): void {
    const dirty = [...this.#hot.values()].filter((row) => row.dirty);
    if (dirty.length === 0) return;
    this.#file.write(dirty.map(filed));
    for (const row of dirty) this.#hot.set(`${row.part} ${row.key}`, { ...row, dirty: false });
  }
}

const filed = ({ part, key, value }: Hot) => ({
  part,
  key,
  body: value === undefined ? null : JSON.stringify(value),
});
