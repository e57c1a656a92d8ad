import { messageOf, RecordRefused } from '../errors.ts';
import { traceField } from '../log.ts';
import { type ExactlyOnceOptions, type PartitionTask, type Running, type StreamRecord } from '../port.ts';
import { deadLetterOf, type Failure } from '../retries.ts';
import { pause, within } from '../timing.ts';
import type { KafkaOptions } from './connection.ts';
import type { Feed } from './feed.ts';
import { type ClientParts, GroupRunner, type Lease } from './group-runner.ts';
import type { Placement } from './placement.ts';
import { Standstill } from './standstill.ts';
import { chunkSize, isCleanPoison, learn, type Memory, nothingKnown } from './suspects.ts';
import { isFenced, TransactionalProducer } from './transactions.ts';

const MAX_CHUNK = 100;
const IDLE_MS = 250;
/** Positions that moved over transaction markers only are committed this often. */
const MARKERS_MS = 2000;
/** Time for a zombie to learn from its heartbeats that it is one, before it would fence the rightful owner. */
const FENCED_MS = 1500;

type Send = Parameters<Parameters<TransactionalProducer['commit']>[0]>[0];

/** Who holds the partition. */
interface Owner {
  readonly producer: TransactionalProducer;
  readonly task: PartitionTask;
  readonly feed: Feed;
  committed: bigint;
}

export class ExactlyOnceRunner implements Running {
  readonly #options: KafkaOptions;
  readonly #run: ExactlyOnceOptions;
  readonly #placement: Placement;
  readonly #group: GroupRunner;
  readonly #memories = new WeakMap<Lease, Memory>();
  readonly #standstill = new Standstill();

  constructor(parts: ClientParts, run: ExactlyOnceOptions) {
    this.#options = parts.options;
    this.#run = run;
    this.#placement = parts.placement;
    this.#group = new GroupRunner(parts, {
      group: run.group,
      topics: [run.topic],
      work: (lease) => this.#work(lease),
      keepsLeases: false,
    });
  }

  get died(): Promise<never> {
    return this.#group.died;
  }

  start(): Promise<void> {
    return this.#group.start();
  }

  unhealthy(): string | null {
    return this.#group.unhealthy() ?? this.#standstill.unhealthy();
  }

  stuck(): string | null {
    return this.#group.fetcher.stuck();
  }

  stop(deadlineMs?: number): Promise<void> {
    return this.#group.stop(deadlineMs);
  }

  /** One ownership: from fencing the former owner to the first error. */
  async #work(lease: Lease): Promise<void> {
    const memory = this.#memories.get(lease) ?? this.#begin(lease);
    const id = `${this.#run.group}.${lease.topic}.${lease.partition}`;
    const producer = await TransactionalProducer.open(this.#options, this.#run.group, id);
    let owner: Owner | null = null;
    try {
      owner = await this.#own(lease, producer);
      await this.#fold(lease, owner, memory);
    } catch (error) {
      if (isFenced(error)) await pause(FENCED_MS, lease.ending);
      throw error;
    } finally {
      await producer.close();
      if (owner !== null) await this.#close(owner);
    }
  }

  #begin(lease: Lease): Memory {
    const memory = nothingKnown();
    this.#memories.set(lease, memory);
    lease.ending.addEventListener('abort', () => this.#standstill.over(lease.partition), { once: true });
    return memory;
  }

  /** The order matters: fence first, then read what is committed; before, it may still change. */
  async #own(lease: Lease, producer: TransactionalProducer): Promise<Owner> {
    const { partition } = lease;
    let token = -1n;
    await producer.commit(async (send) => {
      const [claim] = await send(await this.#placement.place([await this.#run.claim(partition)]));
      token = claim!.offset;
    }, null);
    const committed = await this.#group.startOffset(lease, token > 0n);
    const task = this.#run.task({ partition, token, committed });
    const owner = { producer, task, feed: this.#group.fetcher.open(lease, committed), committed };
    try {
      await task.open();
    } catch (error) {
      await this.#close(owner);
      throw error;
    }
    this.#group.log('info', 'owns', { partition, token: String(token), committed: String(committed) });
    return owner;
  }

  async #fold(lease: Lease, owner: Owner, memory: Memory): Promise<void> {
    const { feed, task } = owner;
    let waiting: StreamRecord[] = [];
    let idleAt = 0;
    let movedAt = Date.now();
    while (!lease.ending.aborted) {
      if (waiting.length === 0)
        waiting = await feed.take(this.#run.maxChunk ?? MAX_CHUNK, IDLE_MS, lease.ending);
      const count = chunkSize(waiting, memory);
      const chunk = waiting.slice(0, count);
      const now = Date.now();
      if (chunk.length > 0) {
        const next = waiting[count]?.offset ?? feed.position;
        if (!(await this.#advance(lease, owner, chunk, next, memory))) continue;
        waiting = waiting.slice(count);
        lease.succeeded();
      } else if (feed.position > owner.committed && now - movedAt >= MARKERS_MS) {
        movedAt = now;
        await this.#move(lease, owner, feed.position);
      }
      if (feed.caughtUp && now - idleAt >= IDLE_MS && !lease.ending.aborted) {
        idleAt = now;
        await task.idle(now);
      }
    }
  }

  /** Commits a chunk, and raises the alarm if it fails again and again. False: see `#commit`. */
  async #advance(
    lease: Lease,
    owner: Owner,
    chunk: readonly StreamRecord[],
    next: bigint,
    memory: Memory,
  ): Promise<boolean> {
    const { topic, partition } = lease;
    try {
      const isCommitted = await this.#commit(lease, owner, chunk, next, memory);
      if (isCommitted) this.#standstill.over(partition);
      return isCommitted;
    } catch (error) {
      const { offset } = chunk[0]!;
      const reason = messageOf(error);
      const fields = { group: this.#run.group, topic, partition, offset: String(offset), error: reason };
      if (this.#standstill.failed(partition, offset, reason))
        this.#group.log('error', 'a partition stands still', fields);
      throw error;
    }
  }

  /** False if nothing has changed but that a bad record of the chunk is known now. */
  async #commit(
    lease: Lease,
    owner: Owner,
    chunk: readonly StreamRecord[],
    next: bigint,
    memory: Memory,
  ): Promise<boolean> {
    const { topic, partition } = lease;
    const [first] = chunk;
    const bad = memory.bad.get(first!.offset);
    const outputs = bad === undefined ? await this.#process(owner.task, chunk, memory) : [];
    if (outputs === null) return false;
    const placed = await this.#placement.place(outputs);
    const write = async (send: Send): Promise<void> => {
      if (bad !== undefined) return this.#bury(first!, bad, send);
      await send(placed).catch((error: unknown) => {
        if (error instanceof RecordRefused) learn(error, chunk, memory);
        throw error;
      });
    };
    await owner.producer.commit(write, { topic, partition, offset: next });
    owner.committed = next;
    memory.bugs.clear();
    if (bad !== undefined) memory.bad.delete(first!.offset);
    else await this.#told(owner.task);
    return true;
  }

  /** Null if the chunk holds a bad record and the task is as it was before. */
  async #process(task: PartitionTask, chunk: readonly StreamRecord[], memory: Memory) {
    try {
      return await task.process(chunk);
    } catch (error) {
      learn(error, chunk, memory);
      if (isCleanPoison(error, chunk)) return null;
      throw error;
    }
  }

  async #bury(record: StreamRecord, failure: Failure & { attempts: number }, send: Send): Promise<void> {
    const letter = deadLetterOf(record, this.#run.group, failure.attempts, failure);
    const [position] = await send(await this.#placement.place([letter]));
    const more = (await this.#run.deadLettered?.(record, position!, failure.code)) ?? [];
    await send(await this.#placement.place(more));
    const where = { topic: record.topic, partition: record.partition, offset: String(record.offset) };
    const trace = traceField(record.headers);
    this.#group.log('error', 'a record goes to the dead letters', { ...where, ...trace, code: failure.code });
  }

  async #move({ topic, partition }: Lease, owner: Owner, offset: bigint): Promise<void> {
    await owner.producer.commit(() => Promise.resolve(), { topic, partition, offset });
    owner.committed = offset;
  }

  async #told(task: PartitionTask): Promise<void> {
    await task.committed().catch((error: unknown) => {
      this.#group.log('warn', 'after the commit', { error: messageOf(error) });
    });
  }

  async #close({ task, feed }: Owner): Promise<void> {
    this.#group.fetcher.drop(feed);
    await within(
      5000,
      task.close().catch(() => {}),
      () => undefined,
    );
  }
}
