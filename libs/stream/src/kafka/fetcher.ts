import { messageOf } from '../errors.ts';
import { silent } from '../log.ts';
import { backOff, pause } from '../timing.ts';
import type { KafkaOptions } from './connection.ts';
import { Feed } from './feed.ts';
import { type FetchPosition, LogReader, OffsetOutOfRange, type TopicPartition } from './log-reader.ts';

/** A fetch that finds nothing comes back after this, and a new partition waits no longer than this. */
const WAIT_MS = 200;
/** Longer than any request or attempt to connect may take. */
const STUCK_MS = 90_000;

/** Fetches for all feeds of a runner, one request per broker at a time. A slow handler holds up nobody but itself. */
export class Fetcher {
  readonly #options: KafkaOptions;
  readonly #topics: readonly string[];
  readonly #lingerMs: number;
  readonly #feeds = new Set<Feed>();
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #hunger: () => void = () => {};
  /** When a fetch or a pause has last ended, well or not. */
  #turnedAt = Date.now();

  /** @param lingerMs how long it pauses after a fetch that has brought all there was, ms. */
  constructor(options: KafkaOptions, topics: readonly string[], lingerMs = 0) {
    this.#options = options;
    this.#topics = topics;
    this.#lingerMs = lingerMs;
    this.#running = this.#run();
  }

  open(where: TopicPartition, from: bigint): Feed {
    const feed = new Feed(where, from, () => this.#hunger());
    this.#feeds.add(feed);
    this.#hunger();
    return feed;
  }

  drop(feed: Feed): void {
    this.#feeds.delete(feed);
  }

  /** Null while its loop turns. */
  stuck(): string | null {
    const seconds = Math.round((Date.now() - this.#turnedAt) / 1000);
    return seconds * 1000 > STUCK_MS ? `no fetch has ended for ${seconds} s` : null;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#hunger();
    await this.#running;
  }

  /** One session after another: whatever goes wrong ends a session and its connections, and the feeds go on in the next. */
  async #run(): Promise<void> {
    const log = this.#options.log ?? silent;
    for (let failures = 0; !this.#closing.signal.aborted;) {
      const ending = new AbortController();
      let reader: LogReader | null = null;
      try {
        reader = await LogReader.open(this.#options, this.#topics);
        failures = 0;
        await this.#session(reader, ending.signal);
      } catch (error) {
        failures += 1;
        log('warn', 'fetching is interrupted', { error: messageOf(error), failures });
        await pause(backOff(failures, { firstMs: 50, maxMs: 1000 }), this.#closing.signal);
      } finally {
        this.#turnedAt = Date.now();
        ending.abort();
        await reader?.close();
      }
    }
  }

  async #session(reader: LogReader, ending: AbortSignal): Promise<void> {
    const nodes = new Set(
      this.#topics.flatMap((topic) =>
        reader.partitions(topic).map((partition) => reader.leader({ topic, partition })),
      ),
    );
    await Promise.all([...nodes].map((node) => this.#poll(reader, node, ending)));
  }

  async #poll(reader: LogReader, node: string, ending: AbortSignal): Promise<void> {
    const over = (): boolean => ending.aborted || this.#closing.signal.aborted;
    while (!over()) {
      const feeds = [...this.#feeds].filter((feed) => feed.hungry && reader.leader(feed) === node);
      if (feeds.length === 0) await this.#idle(ending);
      else if ((await this.#fetch(reader, node, feeds)) && this.#lingerMs > 0)
        await pause(this.#lingerMs, AbortSignal.any([ending, this.#closing.signal]));
      this.#turnedAt = Date.now();
    }
  }

  /** Whether it has brought something and nothing more lies there. */
  async #fetch(reader: LogReader, node: string, feeds: readonly Feed[]): Promise<boolean> {
    const positions: FetchPosition[] = feeds.map(({ topic, partition, next }) => ({
      topic,
      partition,
      offset: next,
    }));
    try {
      const answer = await reader.fetch(node, positions, WAIT_MS);
      for (const fetched of answer) {
        const feed = feeds.find(
          ({ topic, partition }) => topic === fetched.topic && partition === fetched.partition,
        );
        feed?.deliver(fetched);
      }
      return answer.some(({ raw }) => raw.length > 0) && answer.every(({ next, stable }) => next >= stable);
    } catch (error) {
      if (!(error instanceof OffsetOutOfRange)) throw error;
      const { topic, partition } = error.partition;
      feeds.find((feed) => feed.topic === topic && feed.partition === partition)?.fail(error);
      return false;
    }
  }

  #idle(ending: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#hunger = () => woken.abort();
    return pause(WAIT_MS, AbortSignal.any([ending, woken.signal]));
  }
}
