import { DERIVED } from '@leadline/domain';
import { Shelf } from '@leadline/service-kit';
import { isTransient, type OutRecord, Transient } from '@leadline/stream';
import { Disk, emptyShelf, type Keeping } from './disk.ts';
import { restoreAll, type Restoring, resumeAll } from './restore.ts';
import { LOG_LOST, Workspaces } from './workspaces.ts';

export interface CheckpointParts extends Restoring {
  /** Null: the state is read whole at each takeover. */
  readonly keeping: Keeping | null;
  readonly now: () => number;
}

/** What a checkpoint says of itself. */
interface Note {
  readonly derived: number;
  readonly boot: string;
  /** Wall clock, epoch ms. */
  readonly at: number;
  /** Everything that lies on the state before it is in the file. */
  readonly offset: string;
  /** End of the ledger, and the bytes of its newest row: another log has another there, and so has one that was cut back. */
  readonly ledger: string;
  readonly row: string;
}

interface Ends {
  readonly state: bigint;
  readonly ledger: bigint;
}

/** Both ends, asked for at the same time, and the ledger's newest row then. */
interface Place extends Ends {
  readonly row: string;
}

/** Time between two checkpoints, ms: what came after the last is read again at a takeover. */
const EVERY_MS = 2_000;
/** Kafka keeps the tombstones of compacted entries for a day: what is older may hold what has long been removed. */
export const OLDEST_MS = 12 * 3_600_000;
/** Offsets before the ledger's end among which its newest row is looked for: marks of transactions and what was aborted lie there, too. */
const NEWEST = 500n;

/** Loads the workspaces of a partition, and keeps them on a shelf from which the next owner on this machine goes on. */
export class Checkpoints {
  readonly #parts: CheckpointParts;
  readonly #disk: Disk;
  /** Bytes of the ledger's newest row. */
  #row = '';
  /** Asked for before the commit that is still to come. */
  #place: Place | null = null;
  #nextAt = 0;
  #failure: Transient | null = null;

  constructor(parts: CheckpointParts) {
    this.#parts = parts;
    this.#disk = new Disk(parts.keeping, parts.partition);
  }

  /**
   * Throws {@link Transient} if state and ledger end at different rows, and what Kafka says. A disk that refuses the shelf's file
   * costs the next owner time, not this one its partition.
   */
  async load(): Promise<Workspaces> {
    try {
      return await this.#loaded(this.#disk.path);
    } catch (error) {
      if (!this.#disk.gaveUp(error)) throw error;
      this.#failure = null;
      return this.#loaded(null);
    }
  }

  /** What is folded from here on could not be kept right: the owner has to load again. */
  check(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** Runs what may write to the shelf. If the disk refuses it, the owner has to load again. */
  guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (this.#disk.gaveUp(error)) throw (this.#failure = this.#disk.failure(error));
      throw error;
    }
  }

  /**
   * To be called after each commit, with nothing folded since. A place on the state holds for a checkpoint only when one more
   * commit has come through: had somebody taken over meanwhile, rows of theirs would lie before it, and ours would have been refused.
   * `rows`: what was committed to the ledger.
   */
  async committed(workspaces: Workspaces, rows: readonly OutRecord[]): Promise<void> {
    if (!workspaces.stays) return;
    this.#row = bytesOf(rows.at(-1)) ?? this.#row;
    if (this.#place !== null) this.#write(workspaces, this.#place);
    else if (this.#parts.now() >= this.#nextAt) this.#place = { ...(await this.#ends()), row: this.#row };
  }

  async #loaded(path: string | null): Promise<Workspaces> {
    const ends = await this.#ends();
    if (path !== null) this.#row = (await this.#rowsBefore(ends.ledger)).at(-1) ?? '';
    const workspaces = (await this.#resumed(path, ends)) ?? (await this.#restored(path));
    try {
      if (workspaces.stays) this.#write(workspaces, { ...ends, row: this.#row });
      return workspaces;
    } catch (error) {
      workspaces.close();
      throw error;
    }
  }

  /** Null: nothing was kept, or it does not fit the log. */
  async #resumed(path: string | null, ends: Ends): Promise<Workspaces | null> {
    const shelf = path === null ? null : Shelf.kept(path);
    if (shelf === null) return null;
    try {
      const from = await this.#placeOf(shelf.note, ends);
      if (from !== null) {
        const workspaces = new Workspaces(shelf, true);
        await resumeAll(workspaces, this.#parts, from);
        return workspaces;
      }
    } catch (error) {
      shelf.close();
      if (isTransient(error) && !('code' in error && error.code === LOG_LOST)) throw error;
    }
    shelf.discard();
    return null;
  }

  /** From the state alone. While another process has the file, on a shelf that does not stay. */
  async #restored(path: string | null): Promise<Workspaces> {
    const shelf = path === null ? null : emptyShelf(path);
    const workspaces = shelf === null ? new Workspaces() : new Workspaces(shelf, true);
    try {
      await restoreAll(workspaces, this.#parts);
      return workspaces;
    } catch (error) {
      workspaces.close();
      throw error;
    }
  }

  #write(workspaces: Workspaces, { state, ledger, row }: Place): void {
    const { now } = this.#parts;
    const note: Note = {
      derived: DERIVED,
      boot: this.#disk.boot,
      at: now(),
      offset: `${state}`,
      ledger: `${ledger}`,
      row,
    };
    this.#place = null;
    this.#nextAt = now() + EVERY_MS;
    this.guard(() => workspaces.checkpoint(JSON.stringify(note)));
  }

  /** From where the state has to be read; null: from its beginning. */
  async #placeOf(text: string | null, ends: Ends): Promise<bigint | null> {
    if (text === null) return null;
    const { derived, boot, at, offset, ledger, row } = JSON.parse(text) as Note;
    const age = this.#parts.now() - at;
    // A note from the future tells that a clock was set, so that nobody knows how old the file is.
    if (derived !== DERIVED || boot !== this.#disk.boot || age < 0 || age > OLDEST_MS) return null;
    if (BigInt(offset) > ends.state || BigInt(ledger) > ends.ledger || row === '') return null;
    return (await this.#rowsBefore(BigInt(ledger))).includes(row) ? BigInt(offset) : null;
  }

  async #ends(): Promise<Ends> {
    const { client, partition } = this.#parts;
    const [state, ledger] = await Promise.all(
      ['assignment.state', 'assignment.ledger'].map(async (topic) =>
        (await client.endOffsets(topic)).get(partition),
      ),
    );
    return { state: state ?? 0n, ledger: ledger ?? 0n };
  }

  /** Bytes of the last rows of the ledger before an offset. */
  async #rowsBefore(end: bigint): Promise<readonly string[]> {
    const { client, partition } = this.#parts;
    const from = new Map([[partition, end > NEWEST ? end - NEWEST : 0n]]);
    const to = new Map([[partition, end]]);
    const rows: string[] = [];
    for await (const batch of client.read({ topic: 'assignment.ledger', partitions: [partition], from, to }))
      for (const record of batch) if (record.offset < end) rows.push(bytesOf(record) ?? '');
    return rows;
  }
}

const bytesOf = (record: Pick<OutRecord, 'value'> | undefined): string | undefined =>
  record?.value?.toString('base64');
