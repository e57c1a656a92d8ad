import type { Admin } from 'kafkajs';
import { messageOf, StreamUnavailable } from '../errors.ts';
import { silent, type StreamLog } from '../log.ts';
import type { Running } from '../port.ts';
import { backOff, pause, within } from '../timing.ts';
import type { KafkaOptions } from './connection.ts';
import { Fetcher } from './fetcher.ts';
import { type LogReader, OffsetOutOfRange, type TopicPartition } from './log-reader.ts';
import { handedOver, Membership } from './membership.ts';
import { startOffset } from './offsets.ts';
import type { Placement } from './placement.ts';
import type { Questions } from './questions.ts';

/** A partition that is ours. */
export interface Lease extends TopicPartition {
  /** Aborted: take nothing new; finish and commit what is in hand. */
  readonly ending: AbortSignal;
  /** Aborted: the partition belongs to somebody else; or the time to stop is up. */
  readonly lost: AbortSignal;
  /** To be called after each success: the next failure waits for the shortest time again. */
  readonly succeeded: () => void;
}

/** What the runner of a group is made of. */
export interface GroupPlan {
  readonly group: string;
  readonly topics: readonly string[];
  /** See {@link AtLeastOnceOptions.lingerMs}. */
  readonly lingerMs?: number;
  /** Works on a partition until the lease is ending. If it throws, it is called again after a while. */
  readonly work: (lease: Lease) => Promise<void>;
  /** Whether a partition that stays ours at a rebalance keeps its lease, or gets a new one. */
  readonly keepsLeases: boolean;
}

/** What the runners of a client share. */
export interface ClientParts {
  readonly options: KafkaOptions;
  readonly admin: Admin;
  readonly questions: Questions;
  readonly placement: Placement;
}

interface Held {
  readonly where: TopicPartition;
  readonly ending: AbortController;
  readonly lost: AbortController;
  readonly done: Promise<void>;
}

const RETRY = { firstMs: 100, maxMs: 5000 };
/** Without a seat in the group for so long, something is wrong that a restart may mend. */
const UNSEATED_MS = 60_000;
const HANDOVER_MS = 5000;

/** Holds a seat in a group and one loop per partition that comes with it. */
export class GroupRunner implements Running {
  readonly died: Promise<never>;
  readonly fetcher: Fetcher;
  readonly membership: Membership;
  readonly log: StreamLog;
  readonly #parts: ClientParts;
  readonly #plan: GroupPlan;
  readonly #held = new Map<string, Held>();
  readonly #die: (error: Error) => void;
  #member = '';
  #death: Error | null = null;
  #stopping: Promise<void> | null = null;

  constructor(parts: ClientParts, plan: GroupPlan) {
    const { options } = parts;
    this.#parts = parts;
    this.#plan = plan;
    this.log = options.log ?? silent;
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {}); // nobody has to listen
    this.died = promise;
    this.#die = reject;
    this.fetcher = new Fetcher(options, plan.topics, plan.lingerMs);
    this.membership = new Membership(options, plan.group, plan.topics, {
      joined: (partitions, member) => this.#joined(partitions, member),
      died: (error) => this.die(error),
    });
  }

  async start(): Promise<void> {
    try {
      await this.membership.start();
    } catch (cause) {
      await this.stop(0);
      throw new StreamUnavailable(`Cannot join ${this.#plan.group}: ${messageOf(cause)}`, { cause });
    }
  }

  get leases(): readonly TopicPartition[] {
    return [...this.#held.values()].map(({ where }) => where);
  }

  unhealthy(): string | null {
    if (this.#death !== null) return messageOf(this.#death);
    const unseated = this.membership.unseatedMs();
    return unseated > UNSEATED_MS ? `no member of the group for ${Math.round(unseated / 1000)} s` : null;
  }

  /** Stops everything and rejects `died`. */
  die(error: Error): void {
    if (this.#death !== null || this.#stopping !== null) return;
    this.#death = error;
    this.log('error', 'the runner has died', { group: this.#plan.group, error: error.message });
    const end = async (): Promise<void> => {
      await this.stop(1000);
      this.#die(error);
    };
    void end();
  }

  stuck(): string | null {
    return this.fetcher.stuck();
  }

  stop(deadlineMs = 10_000): Promise<void> {
    this.#stopping ??= this.#stop(deadlineMs);
    return this.#stopping;
  }

  /** Where a new owner starts to read; `hasOwners`: it is not the first. Throws OffsetOutOfRange, which ends the runner. */
  startOffset({ topic, partition }: TopicPartition, hasOwners = false): Promise<bigint> {
    const { admin, questions } = this.#parts;
    const { log } = this;
    return questions.ask([topic], (reader) =>
      startOffset(admin, reader, this.#plan.group, { topic, partition }, { log, hasOwners }),
    );
  }

  /** First offset that the log still holds. */
  beginning({ topic, partition }: TopicPartition): Promise<bigint> {
    const ask = async (reader: LogReader) => (await reader.offsets(topic, 'start')).get(partition) ?? 0n;
    return this.#parts.questions.ask([topic], ask);
  }

  async #stop(deadlineMs: number): Promise<void> {
    const held = [...this.#held.values()];
    for (const { ending } of held) ending.abort();
    const drained = Promise.all(held.map(({ done }) => done)).then(() => undefined);
    await within(deadlineMs, drained, () => undefined);
    for (const { lost } of held) lost.abort();
    this.#held.clear();
    await Promise.all([this.membership.leave(2000), this.fetcher.close()]);
  }

  #joined(partitions: readonly TopicPartition[], member: string): void {
    if (this.#stopping !== null) return;
    const keeps = this.#plan.keepsLeases && member === this.#member;
    this.#member = member;
    const ours = new Map(partitions.map((where) => [nameOf(where), where]));
    this.log('info', 'joined', { group: this.#plan.group, partitions: [...ours.keys()] });
    for (const [name, held] of this.#held) {
      if (ours.has(name) && keeps) continue;
      held.ending.abort();
      held.lost.abort();
      if (!ours.has(name)) this.#held.delete(name);
    }
    for (const [name, where] of ours) {
      const former = this.#held.get(name);
      if (former === undefined || former.ending.signal.aborted)
        this.#held.set(name, this.#take(where, former?.done));
    }
  }

  #take(where: TopicPartition, former: Promise<void> | undefined): Held {
    const ending = new AbortController();
    const lost = new AbortController();
    let failures = 0;
    const lease: Lease = {
      ...where,
      ending: ending.signal,
      lost: lost.signal,
      succeeded: () => (failures = 0),
    };
    const run = async (): Promise<void> => {
      await handedOver(former, HANDOVER_MS);
      while (!lease.ending.aborted) {
        try {
          await this.#plan.work(lease);
        } catch (error) {
          if (error instanceof OffsetOutOfRange) return this.die(error);
          failures += 1;
          const fields = { ...where, group: this.#plan.group, error: messageOf(error), failures };
          this.log('warn', 'a partition is interrupted', fields);
          await pause(backOff(failures, RETRY), lease.ending);
        }
      }
    };
    return { where, ending, lost, done: run() };
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
