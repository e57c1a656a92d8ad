import type { FetchPosition, TopicPartition } from './log-reader.ts';

/** Between two commits, ms. What a killed process has done in it is done again by its successor. */
const COMMIT_MS = 50;

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/**
 * Offsets on their way to the broker: a few times a second all that have moved, in one request. A commit after each batch
 * would cost as much as the batch when batches are small.
 */
export class Commits {
  readonly #write: (offsets: readonly FetchPosition[]) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  readonly #moved = new Map<string, FetchPosition>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  /** `write` commits; what it rejects with goes to `failed`, and the offsets are written with the next ones. */
  constructor(write: (offsets: readonly FetchPosition[]) => Promise<void>, failed: (error: unknown) => void) {
    this.#write = write;
    this.#failed = failed;
  }

  /** Everything before this offset is settled. */
  note(position: FetchPosition): void {
    this.#moved.set(nameOf(position), position);
    this.#timer ??= setTimeout(() => void this.flush(), COMMIT_MS);
  }

  /** The partition is somebody else's: a commit now could take back what that one has committed. */
  forget(where: TopicPartition): void {
    this.#moved.delete(nameOf(where));
  }

  /** Writes now, one request at a time. Never rejects. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#commit());
    return this.#writing;
  }

  async #commit(): Promise<void> {
    const positions = [...this.#moved.values()];
    if (positions.length === 0) return;
    try {
      await this.#write(positions);
      for (const position of positions)
        if (this.#moved.get(nameOf(position)) === position) this.#moved.delete(nameOf(position));
    } catch (error) {
      this.#failed(error);
      this.#timer ??= setTimeout(() => void this.flush(), COMMIT_MS);
    }
  }
}
