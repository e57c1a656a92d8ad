import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Transient } from '@leadline/stream';

/** A row as it lies in the file; null: there is none. */
export interface FiledRow {
  readonly part: number;
  readonly key: string;
  readonly body: string | null;
}

/** SQLite's word for a file that another process has open. */
const BUSY = 5;

/**
 * The file below a shelf. A nameless one is gone with the process. A kept one shows, whoever opens it next, what stood there at
 * its last checkpoint: all that is written in between is one transaction, undone if the process is killed. Nothing is synced: a
 * crash of the machine may leave anything, and whoever keeps a file has to know it from before.
 */
export class ShelfFile {
  /** What the last checkpoint said; null: there was none. */
  readonly note: string | null;
  readonly #file: DatabaseSync;
  readonly #path: string;
  readonly #statements;

  private constructor(path: string) {
    this.#path = path;
    this.#file = new DatabaseSync(path);
    try {
      this.#file
        .exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = ${this.#isKept ? 'TRUNCATE' : 'OFF'};
        PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -16384`);
      // At once: two processes that have read could both write later.
      if (this.#isKept) this.#file.exec('BEGIN EXCLUSIVE');
      this.#file
        .exec(`CREATE TABLE IF NOT EXISTS rows (part INTEGER, key TEXT, body TEXT, PRIMARY KEY (part, key));
        CREATE TABLE IF NOT EXISTS parts (part INTEGER PRIMARY KEY, name TEXT UNIQUE);
        CREATE TABLE IF NOT EXISTS notes (body TEXT)`);
      this.note =
        (this.#file.prepare('SELECT body FROM notes').get()?.['body'] as string | undefined) ?? null;
      this.#statements = statementsOf(this.#file);
    } catch (error) {
      this.#file.close();
      throw error;
    }
  }

  get #isKept(): boolean {
    return this.#path !== '';
  }

  /** An empty name is SQLite's own way to ask for a private file that goes with the connection. */
  static nameless(): ShelfFile {
    return new ShelfFile('');
  }

  /** Opens or makes a file. Null while another process has it open. One that cannot be read is made anew. */
  static kept(path: string): ShelfFile | null {
    try {
      return new ShelfFile(path);
    } catch (error) {
      if ((error as { readonly errcode?: number }).errcode === BUSY) return null;
      remove(path);
      return new ShelfFile(path);
    }
  }

  /** Number of a set of rows: of the same name always the same; without a name always another. */
  partOf(name: string | null): number {
    const known = name === null ? undefined : this.#statements.part.get(name);
    if (known !== undefined) return known['part'] as number;
    return Number(this.#statements.name.run(name).lastInsertRowid);
  }

  get(part: number, key: string): string | null {
    return (this.#statements.get.get(part, key)?.['body'] as string | undefined) ?? null;
  }

  /** Rows of a part from a key on, in the order of keys (by UTF-8 bytes). */
  page(
    part: number,
    from: string,
    limit: number,
  ): readonly { readonly key: string; readonly body: string }[] {
    return this.#statements.page.all(part, from, limit) as unknown as { key: string; body: string }[];
  }

  /** Many in one transaction cost little each. Of a kept file throws as {@link ShelfFile.checkpoint} does. */
  write(rows: Iterable<FiledRow>): void {
    if (this.#isKept) this.#orLost(() => this.#put(rows));
    else {
      this.#file.exec('BEGIN');
      this.#put(rows);
      this.#file.exec('COMMIT');
    }
  }

  /**
   * From here on a kept file shows all that is written so far, and the note. Throws {@link Transient} with the code
   * LEADLINE_SHELF_LOST where the disk does not take it; then the file shows its last checkpoint for ever.
   */
  checkpoint(note: string): void {
    this.#orLost(() => {
      this.#statements.forget.run();
      this.#statements.say.run(note);
      if (this.#isKept) this.#file.exec('COMMIT; BEGIN');
    });
  }

  #put(rows: Iterable<FiledRow>): void {
    for (const { part, key, body } of rows)
      if (body === null) this.#statements.delete.run(part, key);
      else this.#statements.set.run(part, key, body);
  }

  /**
   * A full disk, say, lets SQLite undo the transaction by itself. What is written after that would stand in the file at once,
   * under a note that is older, or under one that promises rows which are gone.
   */
  #orLost(work: () => void): void {
    try {
      if (this.#isKept && !this.#file.isTransaction) throw new Error('what was written has been undone');
      work();
    } catch (cause) {
      const message = `The state cannot be kept in ${this.#path}: ${(cause as Error).message}.`;
      throw new Transient('LEADLINE_SHELF_LOST', message, { cause });
    }
  }

  /** What was written since the last checkpoint is undone. */
  close(): void {
    if (this.#file.isOpen) this.#file.close();
  }

  /** Closes it, and takes it away. */
  discard(): void {
    this.close();
    if (this.#path !== '') remove(this.#path);
  }
}

function remove(path: string): void {
  for (const end of ['', '-journal']) rmSync(`${path}${end}`, { force: true });
}

function statementsOf(file: DatabaseSync) {
  return {
    get: file.prepare('SELECT body FROM rows WHERE part = ? AND key = ?'),
    // Bodies lie in the order of writing, and only their short keys in a tree: a third of the cost of one tree of both.
    set: file.prepare(
      'INSERT INTO rows VALUES (?, ?, ?) ON CONFLICT (part, key) DO UPDATE SET body = excluded.body',
    ),
    delete: file.prepare('DELETE FROM rows WHERE part = ? AND key = ?'),
    page: file.prepare('SELECT key, body FROM rows WHERE part = ? AND key >= ? ORDER BY key LIMIT ?'),
    part: file.prepare('SELECT part FROM parts WHERE name = ?'),
    name: file.prepare('INSERT INTO parts (name) VALUES (?)'),
    say: file.prepare('INSERT INTO notes VALUES (?)'),
    forget: file.prepare('DELETE FROM notes'),
  };
}
