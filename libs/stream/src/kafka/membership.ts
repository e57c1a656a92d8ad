import type { Consumer } from 'kafkajs';
import { messageOf } from '../errors.ts';
import { silent } from '../log.ts';
import { pause, within } from '../timing.ts';
import { type KafkaOptions, type Link, openKafka, PATIENT } from './connection.ts';
import type { FetchPosition, TopicPartition } from './log-reader.ts';

/** Broker defaults allow 6 s at least. A dead owner's partitions move after this. */
const SESSION_MS = 6000;
const HEARTBEAT_MS = 500;

export interface MembershipEvents {
  /** The group has (re)balanced: these partitions are ours from now on. `member` changes if we had been thrown out. */
  readonly joined: (partitions: readonly TopicPartition[], member: string) => void;
  /** The consumer has stopped for good. */
  readonly died: (error: Error) => void;
}

/**
 * A seat in a consumer group. The kafkajs consumer only joins, beats and commits: all its partitions are paused, so that
 * its heartbeats never wait for a handler and it never resets an offset behind our back.
 */
export class Membership {
  readonly #options: KafkaOptions;
  readonly #link: Link;
  readonly #consumer: Consumer;
  readonly #topics: readonly string[];
  readonly #events: MembershipEvents;
  #seatedAt = Date.now();
  #seated = false;

  constructor(options: KafkaOptions, group: string, topics: readonly string[], events: MembershipEvents) {
    this.#options = options;
    this.#topics = topics;
    this.#events = events;
    const { kafka, link } = openKafka(options, PATIENT);
    this.#link = link;
    this.#consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: 10_000,
      maxWaitTimeInMs: 200,
      allowAutoTopicCreation: false,
      retry: { retries: 5 },
    });
  }

  /** Resolves once the group has given us our partitions for the first time. */
  async start(): Promise<void> {
    const { events } = this.#consumer;
    this.#consumer.on(events.GROUP_JOIN, ({ payload }) =>
      this.#join(payload.memberAssignment, payload.memberId),
    );
    this.#consumer.on(events.REBALANCING, () => (this.#seated = false));
    this.#consumer.on(events.CRASH, ({ payload }) => this.#crash(payload.error, payload.restart));
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...this.#topics], fromBeginning: true });
    await this.#consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
  }

  /** Commits as the member that we are now; rejects if we are none any more. */
  async commit(positions: readonly FetchPosition[]): Promise<void> {
    await this.#consumer.commitOffsets(
      positions.map(({ topic, partition, offset }) => ({ topic, partition, offset: offset.toString() })),
    );
  }

  /** For how long we have had no seat, ms; 0 while we have one. */
  unseatedMs(): number {
    return this.#seated ? 0 : Date.now() - this.#seatedAt;
  }

  /** Leaves the group, so that the partitions move at once. */
  async leave(deadlineMs: number): Promise<void> {
    this.#seated = false;
    await within(
      deadlineMs,
      this.#consumer.disconnect().catch(() => {}),
      () => undefined,
    );
    this.#link.close();
  }

  #join(assignment: Readonly<Record<string, number[]>>, member: string): void {
    // Before the first fetch, which comes in a later turn of the event loop.
    this.#consumer.pause(this.#topics.map((topic) => ({ topic })));
    this.#seated = true;
    this.#seatedAt = Date.now();
    const partitions = Object.entries(assignment).flatMap(([topic, numbers]) =>
      numbers.map((partition) => ({ topic, partition })),
    );
    this.#events.joined(partitions, member);
  }

  #crash(error: Error, restarts: boolean): void {
    this.#seated = false;
    this.#seatedAt = Date.now();
    const log = this.#options.log ?? silent;
    log('warn', 'the consumer has crashed', { error: messageOf(error), restarts });
    if (!restarts) this.#events.died(error);
  }
}

/** Waits until a partition's former loop has ended, but not for ever. */
export async function handedOver(former: Promise<void> | undefined, deadlineMs: number): Promise<void> {
  if (former !== undefined) await Promise.race([former, pause(deadlineMs)]);
}
