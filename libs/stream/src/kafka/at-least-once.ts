import { messageOf } from '../errors.ts';
import { isolate } from '../isolate.ts';
import { traceField } from '../log.ts';
import type { AtLeastOnceOptions, Outcome, RecordPosition, Running, StreamProducer } from '../port.ts';
import { deadLetterOf, type Failure, retryOf, retryTopics, type Taken, taken } from '../retries.ts';
import { backOff, pause } from '../timing.ts';
import { Commits } from './commits.ts';
import type { Feed } from './feed.ts';
import { type ClientParts, GroupRunner, type Lease } from './group-runner.ts';

const MAX_BATCH = 200;
const POLL_MS = 250;
const IDLE_MS = 1000;
const RETRY = { firstMs: 100, maxMs: 5000 };
/** A handler that takes longer hangs. */
const HUNG_MS = 120_000;
const BUG_TRIES = 2;

/** What one lease remembers of its partition. */
interface Progress {
  /** Taken but not settled, in offset order. */
  waiting: Taken[];
  committed: bigint;
  /** A record was put away since the last commit: its copy should not be written a second time. */
  hasPutAway: boolean;
  /** Tries of the record in front since the last success. */
  tries: number;
  readonly bugs: Map<bigint, number>;
  /** Dead letters that are written, though their offset is not committed yet. */
  readonly buried: Map<bigint, RecordPosition>;
}

export class AtLeastOnceRunner implements Running {
  readonly #run: AtLeastOnceOptions;
  readonly #producer: StreamProducer;
  readonly #group: GroupRunner;
  readonly #rewinding = new Set<string>();
  readonly #handling = new Map<Lease, number>();
  readonly #commits: Commits;
  #ticker: NodeJS.Timeout | null = null;

  constructor(parts: ClientParts, producer: StreamProducer, run: AtLeastOnceOptions) {
    this.#run = run;
    this.#producer = producer;
    this.#group = new GroupRunner(parts, {
      group: run.group,
      topics: [...run.topics, ...retryTopics(run.group)],
      work: (lease) => this.#work(lease),
      keepsLeases: true,
      ...(run.lingerMs === undefined ? {} : { lingerMs: run.lingerMs }),
    });
    this.#commits = new Commits(
      (offsets) => this.#group.membership.commit(offsets),
      (error) => this.#group.log('debug', 'not committed', { group: run.group, error: messageOf(error) }),
    );
  }

  get died(): Promise<never> {
    return this.#group.died;
  }

  async start(): Promise<void> {
    await this.#group.start();
    if (this.#run.idle !== undefined) this.#tick(this.#run.idle);
  }

  unhealthy(): string | null {
    return this.#group.unhealthy();
  }

  stuck(): string | null {
    const oldest = Math.min(...this.#handling.values());
    const hangs = Date.now() - oldest > HUNG_MS;
    return hangs ? 'a handler does not return' : this.#group.fetcher.stuck();
  }

  async stop(deadlineMs?: number): Promise<void> {
    if (this.#ticker !== null) clearTimeout(this.#ticker);
    this.#ticker = null;
    await this.#group.stop(deadlineMs);
  }

  async #work(lease: Lease): Promise<void> {
    lease.lost.addEventListener('abort', () => this.#commits.forget(lease), { once: true });
    const start = await this.#group.startOffset(lease);
    let feed = this.#group.fetcher.open(lease, start);
    const progress: Progress = {
      waiting: [],
      committed: start,
      hasPutAway: false,
      tries: 0,
      bugs: new Map(),
      buried: new Map(),
    };
    try {
      while (!lease.ending.aborted) {
        if (this.#rewinding.delete(`${lease.topic}/${lease.partition}`)) {
          this.#group.fetcher.drop(feed);
          const beginning = await this.#group.beginning(lease);
          feed = this.#group.fetcher.open(lease, beginning);
          progress.waiting = [];
          this.#commit(lease, progress, beginning);
        }
        await this.#step(lease, feed, progress);
      }
    } finally {
      this.#group.fetcher.drop(feed);
      await this.#commits.flush();
    }
  }

  async #step(lease: Lease, feed: Feed, progress: Progress): Promise<void> {
    if (progress.waiting.length === 0) progress.waiting = await this.#take(lease, feed);
    const now = Date.now();
    const firstLater = progress.waiting.findIndex(({ dueAt }) => dueAt > now);
    const due = firstLater < 0 ? progress.waiting : progress.waiting.slice(0, firstLater);
    const settled = due.length === 0 ? 0 : await this.#settle(lease, due, progress);
    progress.waiting = progress.waiting.slice(settled);
    const [front] = progress.waiting;
    this.#commit(lease, progress, front?.offset ?? feed.position);
    if (progress.hasPutAway) await this.#commits.flush();
    progress.hasPutAway = false;
    if (front === undefined) return;
    if (settled < due.length) await pause(backOff(++progress.tries, RETRY), lease.ending);
    else await pause(Math.min(front.dueAt - Date.now(), IDLE_MS), lease.ending);
  }

  async #take(lease: Lease, feed: Feed): Promise<Taken[]> {
    const records = await feed.take(this.#run.maxBatch ?? MAX_BATCH, POLL_MS, lease.ending);
    const wanted = records.filter((record) => !this.#run.passOver?.(record));
    if (records.length > 0 && wanted.length === 0) feed.rest();
    return wanted.map(taken);
  }

  /** Handles a batch and sees to its failures, in order, up to the first that must be tried again. How many are settled. */
  async #settle(lease: Lease, batch: readonly Taken[], progress: Progress): Promise<number> {
    this.#handling.set(lease, Date.now());
    const handle = this.#run.handle;
    const outcomes = await isolate(
      batch.map(({ record }) => record),
      (records) => handle(records, lease.lost),
    ).finally(() => this.#handling.delete(lease));
    for (const [index, outcome] of outcomes.entries()) {
      const isSettled = await this.#conclude(batch[index]!, outcome, progress);
      if (lease.lost.aborted || !isSettled) return index;
      progress.tries = 0;
      lease.succeeded();
    }
    return batch.length;
  }

  async #conclude(item: Taken, outcome: Outcome, progress: Progress): Promise<boolean> {
    if (outcome.kind === 'done') return true;
    const { topic, offset, headers } = item.record;
    const fields = { group: this.#run.group, topic, offset: String(offset), ...traceField(headers) };
    this.#group.log('warn', 'a record has failed', {
      ...fields,
      failure: outcome.failure,
      code: outcome.code,
    });
    if (outcome.failure === 'transient') return false;
    const bugs = (progress.bugs.get(item.offset) ?? 0) + 1;
    if (outcome.failure === 'bug' && bugs < BUG_TRIES) {
      progress.bugs.set(item.offset, bugs);
      return false;
    }
    progress.bugs.delete(item.offset);
    try {
      const retry = outcome.failure === 'retryable' ? retryOf(item, this.#run.group, Date.now()) : null;
      if (retry === null) await this.#bury(item, bugs, outcome, progress);
      else await this.#producer.send([retry]);
      progress.hasPutAway = true;
      return true;
    } catch (error) {
      this.#group.log('error', 'a failed record cannot be put away', { ...fields, error: messageOf(error) });
      return false;
    }
  }

  async #bury(item: Taken, bugs: number, failure: Failure, progress: Progress): Promise<void> {
    const letter = deadLetterOf(item.record, this.#run.group, item.retries + bugs, failure);
    const position = progress.buried.get(item.offset) ?? (await this.#producer.send([letter]))[0]!;
    progress.buried.set(item.offset, position);
    await this.#run.onDeadLetter?.(item.record, position, failure.code);
    progress.buried.delete(item.offset);
  }

  #commit({ topic, partition, lost }: Lease, progress: Progress, offset: bigint): void {
    if (offset === progress.committed || lost.aborted) return;
    progress.committed = offset;
    this.#commits.note({ topic, partition, offset });
  }

  /** Calls the idle hook whenever nothing has been in hand for a moment. */
  #tick(idle: () => Promise<'ok' | 'rewind'>): void {
    const look = async (): Promise<void> => {
      if (this.#handling.size === 0 && this.#group.leases.length > 0) await this.#idle(idle);
      if (this.#ticker !== null) this.#tick(idle);
    };
    this.#ticker = setTimeout(() => void look(), IDLE_MS);
  }

  async #idle(idle: () => Promise<'ok' | 'rewind'>): Promise<void> {
    try {
      if ((await idle()) === 'ok') return;
      this.#group.log('warn', 'starting again from the beginning', { group: this.#run.group });
      for (const { topic, partition } of this.#group.leases)
        if (this.#run.topics.includes(topic)) this.#rewinding.add(`${topic}/${partition}`);
    } catch (error) {
      this.#group.log('warn', 'the idle hook has failed', {
        group: this.#run.group,
        error: messageOf(error),
      });
    }
  }
}
