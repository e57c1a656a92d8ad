import type { StreamRecord } from '../port.ts';
import type { Fetched, TopicPartition } from './log-reader.ts';
import { visible } from './visible.ts';

/** Records held in memory per partition; the next fetch leaves the partition out while it holds more. */
const ENOUGH = 2000;
/** How long a feed is left alone that brings nothing of use, ms. */
const REST_MS = 100;

/** The records of one partition, fetched ahead a little. */
export class Feed {
  readonly topic: string;
  readonly partition: number;
  /** Next offset to fetch. */
  next: bigint;
  #buffer: StreamRecord[] = [];
  #behind = true;
  #restsUntil = 0;
  #failure: Error | null = null;
  #wake: () => void = () => {};

  readonly #onHungry: () => void;

  constructor({ topic, partition }: TopicPartition, from: bigint, onHungry: () => void) {
    this.#onHungry = onHungry;
    this.topic = topic;
    this.partition = partition;
    this.next = from;
  }

  get hungry(): boolean {
    return this.#failure === null && this.#buffer.length < ENOUGH && this.#restsUntil <= Date.now();
  }

  /** Everything before it has been taken, or is no record: the offset to commit. */
  get position(): bigint {
    return this.#buffer[0]?.offset ?? this.next;
  }

  /** True once all that was in the log at the last fetch has been taken. */
  get caughtUp(): boolean {
    return !this.#behind && this.#buffer.length === 0;
  }

  /** Up to `max` records; none if there are none within `waitMs` or the signal is aborted. Throws what fetching threw. */
  async take(max: number, waitMs: number, signal: AbortSignal): Promise<StreamRecord[]> {
    if (this.#buffer.length === 0 && this.#failure === null) await this.#arrival(waitMs, signal);
    if (this.#failure !== null) throw this.#failure;
    if (signal.aborted) return [];
    const wasFull = !this.hungry;
    const taken = this.#buffer.splice(0, max);
    if (wasFull && this.hungry) this.#onHungry();
    return taken;
  }

  /** Nothing more is wanted for a while. */
  rest(): void {
    this.#restsUntil = Date.now() + REST_MS;
  }

  deliver(fetched: Fetched): void {
    if (fetched.offset !== this.next) return; // an answer to a position that is no longer ours
    this.next = fetched.next;
    this.#behind = this.next < fetched.stable;
    this.#buffer.push(...visible(fetched));
    if (this.#buffer.length > 0) this.#wake();
  }

  fail(error: Error): void {
    this.#failure = error;
    this.#wake();
  }

  #arrival(waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#wake = () => {};
        resolve();
      };
      const timer = setTimeout(done, signal.aborted ? 0 : waitMs);
      signal.addEventListener('abort', done, { once: true });
      this.#wake = done;
    });
  }
}
