import { messageOf, StreamUnavailable } from '../errors.ts';
import { silent } from '../log.ts';
import type { Follower, FollowOptions, StreamRecord } from '../port.ts';
import { backOff, pause, within } from '../timing.ts';
import type { Feed } from './feed.ts';
import { Fetcher } from './fetcher.ts';
import type { ClientParts } from './group-runner.ts';
import { type FetchPosition, type LogReader, OffsetOutOfRange, type TopicPartition } from './log-reader.ts';

const MAX_BATCH = 1000;
const WAIT_MS = 1000;
/** Longer than a broker takes to be back, or to read a long topic for the first time. */
const CATCH_UP_MS = 60_000;
const RETRY = { firstMs: 50, maxMs: 1000 };

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** Reads ahead all the time, so that a refresh costs one question (where do the topics end?) and mostly no waiting. */
export class TopicsFollower implements Follower {
  readonly #parts: ClientParts;
  readonly #follow: FollowOptions;
  readonly #fetcher: Fetcher;
  readonly #closing = new AbortController();
  /** Everything before it has been taken, by partition. */
  readonly #taken = new Map<string, bigint>();
  readonly #loops: readonly Promise<void>[];
  /** Why the last records of a partition could not be taken. */
  readonly #troubles = new Map<string, unknown>();
  #onChange = Promise.withResolvers<void>();
  #running: Promise<void> | null = null;
  #queued: Promise<void> | null = null;

  private constructor(parts: ClientParts, follow: FollowOptions, starts: readonly FetchPosition[]) {
    this.#parts = parts;
    this.#follow = follow;
    this.#fetcher = new Fetcher(parts.options, follow.topics);
    this.#loops = starts.map((start) => this.#loop(start));
  }

  /** Begins to read only once Kafka has answered: whoever asks again and again leaves no reader behind. */
  static async open(parts: ClientParts, follow: FollowOptions): Promise<TopicsFollower> {
    const starts = await ask(parts, follow.topics, (reader) => reader.positions(follow.topics, 'start'));
    return new TopicsFollower(parts, follow, starts);
  }

  /** Callers that come while a question is on its way share the next one: its answer may be older than they are. */
  refresh(): Promise<void> {
    if (this.#running === null) return this.#run();
    this.#queued ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#queued = null;
        return this.#run();
      });
    return this.#queued;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#changed();
    await Promise.all([this.#fetcher.close(), ...this.#loops]);
  }

  #run(): Promise<void> {
    this.#running ??= this.#catchUp().finally(() => (this.#running = null));
    return this.#running;
  }

  async #catchUp(): Promise<void> {
    const { topics } = this.#follow;
    const ends = await ask(this.#parts, topics, (reader) => reader.positions(topics, 'end'));
    const deadline = Date.now() + CATCH_UP_MS;
    for (;;) {
      const behind = ends.filter((end) => (this.#taken.get(nameOf(end)) ?? 0n) < end.offset);
      if (behind.length === 0) return;
      const trouble = behind.map((end) => this.#troubles.get(nameOf(end))).find(Boolean);
      if (trouble !== undefined) throw trouble;
      if (this.#closing.signal.aborted) throw new StreamUnavailable('The follower is closed.');
      const late = (): void => {
        throw new StreamUnavailable(`${nameOf(behind[0]!)} could not be read to its end in time.`);
      };
      await within(deadline - Date.now(), this.#onChange.promise, late);
    }
  }

  async #loop(start: FetchPosition): Promise<void> {
    let feed = this.#fetcher.open(start, start.offset);
    let records: readonly StreamRecord[] = [];
    for (let failures = 0; !this.#closing.signal.aborted;) {
      try {
        if (records.length === 0) records = await feed.take(MAX_BATCH, WAIT_MS, this.#closing.signal);
        if (records.length > 0) await this.#follow.take(records);
        records = [];
        failures = 0;
        this.#troubles.delete(nameOf(start));
        this.#note(start, feed.position);
      } catch (error) {
        this.#troubles.set(nameOf(start), error);
        this.#changed();
        if (error instanceof OffsetOutOfRange) feed = await this.#again(feed, start);
        await pause(backOff(++failures, RETRY), this.#closing.signal);
      }
    }
  }

  /** What retention took away while we were not looking is gone for this reader, too. */
  async #again(feed: Feed, where: TopicPartition): Promise<Feed> {
    this.#fetcher.drop(feed);
    const { topics } = this.#follow;
    const starts = await ask(this.#parts, topics, (reader) => reader.offsets(where.topic, 'start')).catch(
      () => null,
    );
    const next = starts?.get(where.partition) ?? feed.next;
    this.#log('records were removed before they were read', { ...where, next: String(next) });
    return this.#fetcher.open(where, next);
  }

  #note(where: TopicPartition, next: bigint): void {
    if (this.#taken.get(nameOf(where)) === next) return;
    this.#taken.set(nameOf(where), next);
    this.#changed();
  }

  #changed(): void {
    const { resolve } = this.#onChange;
    this.#onChange = Promise.withResolvers<void>();
    resolve();
  }

  #log(message: string, fields: Readonly<Record<string, unknown>>): void {
    (this.#parts.options.log ?? silent)('warn', message, fields);
  }
}

async function ask<T>(
  { questions }: ClientParts,
  topics: readonly string[],
  question: (reader: LogReader) => Promise<T>,
): Promise<T> {
  try {
    return await questions.ask(topics, question);
  } catch (cause) {
    throw new StreamUnavailable(`Kafka does not answer: ${messageOf(cause)}`, { cause });
  }
}
