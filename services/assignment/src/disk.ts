import { join } from 'node:path';
import type { ErrorCode } from '@leadline/contracts';
import { Shelf } from '@leadline/service-kit';
import { Transient } from '@leadline/stream';

/** Where shelves stay for the next owner on this machine. */
export interface Keeping {
  readonly folder: string;
  /** Names the machine's run since it was last booted: nothing is synced, so a file from before may hold anything. */
  readonly boot: string;
  /** Partitions whose file the disk has refused: they run without until this process ends. */
  readonly lost: Set<number>;
  readonly told: (partition: number, why: Error) => void;
}

const SHELF_LOST = 'LEADLINE_SHELF_LOST' satisfies ErrorCode;

/** How SQLite says so, how the shelf does, and how a folder does that may not be written. */
const OF_DISK: readonly unknown[] = [
  'ERR_SQLITE_ERROR',
  SHELF_LOST,
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EIO',
  'ENOSPC',
];

const isOfDisk = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && OF_DISK.includes(error.code);

/** The file of one partition, as long as the disk takes it. */
export class Disk {
  readonly #keeping: Keeping | null;
  readonly #partition: number;

  constructor(keeping: Keeping | null, partition: number) {
    this.#keeping = keeping;
    this.#partition = partition;
  }

  /** See {@link Keeping.boot}; empty where nothing is kept. */
  get boot(): string {
    return this.#keeping?.boot ?? '';
  }

  /** Null: nothing is kept, or no more. */
  get path(): string | null {
    if (this.#keeping === null || this.#keeping.lost.has(this.#partition)) return null;
    return join(this.#keeping.folder, `assignment-${this.#partition}.sqlite`);
  }

  /** Whether it was the disk that failed, for the first time; then the partition runs without a file from its next load on. */
  gaveUp(error: unknown): boolean {
    if (this.#keeping === null || this.path === null || !isOfDisk(error)) return false;
    this.#keeping.lost.add(this.#partition);
    this.#keeping.told(this.#partition, this.failure(error));
    return true;
  }

  /** What the disk's refusal means for the partition. */
  failure(cause: unknown): Transient {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The state cannot be kept in ${this.#keeping?.folder} (partition ${this.#partition}): ${why}`;
    return new Transient(SHELF_LOST, message, { cause });
  }
}

/**
 * A kept shelf with nothing on it; null while another process has the file. What a process left that has ended since we first
 * looked is taken away: to restore on top of it would keep what has been removed from the state.
 */
export function emptyShelf(path: string): Shelf | null {
  const shelf = Shelf.kept(path);
  if (shelf === null || shelf.note === null) return shelf;
  shelf.discard();
  return Shelf.kept(path);
}
