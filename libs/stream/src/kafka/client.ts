import type { Admin } from 'kafkajs';
import { type AccessRule, deadLetterTopic } from '@leadline/contracts';
import type {
  AccessEntry,
  AtLeastOnceOptions,
  BrokersView,
  ExactlyOnceOptions,
  Follower,
  FollowOptions,
  PartitionLag,
  Running,
  StreamClient,
  StreamProducer,
  TopicSpec,
  TopicView,
} from '../port.ts';
import { retryTopics } from '../retries.ts';
import { backOff, pause, within } from '../timing.ts';
import { accessOf, brokersOf, grant, topicsOf } from './administration.ts';
import { AtLeastOnceRunner } from './at-least-once.ts';
import { type KafkaOptions, type Link, openKafka, PATIENT } from './connection.ts';
import { TopicsFollower } from './follower.ts';
import { ExactlyOnceRunner } from './exactly-once.ts';
import type { ClientParts } from './group-runner.ts';
import { lagOf } from './offsets.ts';
import { Placement } from './placement.ts';
import { QueueingProducer } from './producer.ts';
import { Questions } from './questions.ts';
import { type ReadOptions, readRange } from './reader.ts';
import { unavailable } from './unavailable.ts';

const DAY_MS = 86_400_000;
/** Of one record batch, and so of one record: far above what a workspace's widest record needs. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

/**
 * Connects to Kafka.
 * @throws StreamUnavailable when no broker answers within a few seconds, or they refuse this client.
 */
export async function connectKafka(options: KafkaOptions): Promise<StreamClient> {
  const { kafka, link } = openKafka(options, PATIENT);
  const admin = kafka.admin();
  try {
    await admin.connect();
  } catch (cause) {
    link.close();
    throw unavailable(options, cause);
  }
  return new KafkaClient(options, admin, link);
}

/** How long a busy broker may take to lead the topics that it has just made. */
const APPEAR_MS = 20_000;

class KafkaClient implements StreamClient {
  readonly #parts: ClientParts;
  readonly #link: Link;
  readonly #open = new Set<{ stop(): Promise<void> }>();

  constructor(options: KafkaOptions, admin: Admin, link: Link) {
    const questions = new Questions(options);
    this.#parts = { options, admin, questions, placement: new Placement(questions) };
    this.#link = link;
  }

  async producer(): Promise<StreamProducer> {
    const producer = new QueueingProducer(this.#parts.options, this.#parts.placement);
    await producer.open();
    this.#open.add({ stop: () => producer.close() });
    return producer;
  }

  async runAtLeastOnce(run: AtLeastOnceOptions): Promise<Running> {
    await this.#ensureLike(run.topics[0]!, [deadLetterTopic(run.group), ...retryTopics(run.group)]);
    const producer = new QueueingProducer(this.#parts.options, this.#parts.placement);
    const runner = new AtLeastOnceRunner(this.#parts, producer, run);
    this.#open.add({ stop: () => runner.stop().then(() => producer.close()) });
    await runner.start();
    return runner;
  }

  async runExactlyOnce(run: ExactlyOnceOptions): Promise<Running> {
    await this.#ensureLike(run.topic, [deadLetterTopic(run.group)]);
    const runner = new ExactlyOnceRunner(this.#parts, run);
    this.#open.add(runner);
    await runner.start();
    return runner;
  }

  read(options: ReadOptions) {
    return readRange(this.#parts.options, options);
  }

  async follow(follow: FollowOptions): Promise<Follower> {
    const follower = await TopicsFollower.open(this.#parts, follow);
    this.#open.add({ stop: () => follower.close() });
    return follower;
  }

  async ensureTopics(topics: readonly TopicSpec[], replication = 1): Promise<void> {
    await this.#asking(async () => {
      const existing = new Set(await this.#parts.admin.listTopics());
      const missing = topics.filter(({ name }) => !existing.has(name));
      if (missing.length === 0) return;
      await this.#parts.admin.createTopics({
        waitForLeaders: false,
        topics: missing.map((topic) => ({
          topic: topic.name,
          numPartitions: topic.partitions,
          replicationFactor: replication,
          configEntries: configOf(topic),
        })),
      });
      await this.#appeared(missing.map(({ name }) => name));
    });
  }

  topics(): Promise<readonly string[]> {
    return this.#asking(() => this.#parts.admin.listTopics());
  }

  partitions(topic: string): Promise<number> {
    return this.#parts.placement.count(topic);
  }

  endOffsets(topic: string): Promise<ReadonlyMap<number, bigint>> {
    return this.#asking(() => this.#parts.questions.ask([topic], (reader) => reader.offsets(topic, 'end')));
  }

  lag(group: string, topics: readonly string[]): Promise<readonly PartitionLag[]> {
    const { admin, questions } = this.#parts;
    return this.#asking(() => questions.ask(topics, (reader) => lagOf(admin, reader, group, topics)));
  }

  describe(topics: readonly string[]): Promise<readonly TopicView[]> {
    return this.#asking(() => topicsOf(this.#parts.admin, topics));
  }

  access(): Promise<readonly AccessEntry[] | null> {
    return this.#asking(() => accessOf(this.#parts.admin));
  }

  grant(user: string, rules: readonly AccessRule[]): Promise<void> {
    return this.#asking(() => grant(this.#parts.admin, user, rules));
  }

  brokers(): Promise<BrokersView> {
    const { admin, questions } = this.#parts;
    return this.#asking(() => questions.ask([], (reader) => brokersOf(admin, reader)));
  }

  members(group: string): Promise<number> {
    return this.#asking(async () => {
      const { groups } = await this.#parts.admin.describeGroups([group]);
      return groups[0]?.members.length ?? 0;
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((open) => open.stop()));
    await this.#parts.questions.close();
    await within(
      3000,
      this.#parts.admin.disconnect().catch(() => {}),
      () => undefined,
    );
    this.#link.close();
  }

  /** A broker knows and leads a new topic a little later than it says so; kafkajs's own waiting fails on that. */
  async #appeared(topics: readonly string[]): Promise<void> {
    const deadline = Date.now() + APPEAR_MS;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#parts.questions.ask(topics, async (reader) => {
          for (const topic of topics) await reader.offsets(topic, 'end');
        });
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await pause(backOff(attempt, { firstMs: 20, maxMs: 1000 }));
      }
    }
  }

  /** A group's own topics, with as many partitions as what it reads. */
  async #ensureLike(topic: string, names: readonly string[]): Promise<void> {
    const partitions = await this.partitions(topic);
    await this.ensureTopics(names.map((name) => ({ name, partitions, compact: false, retentionDays: 30 })));
  }

  async #asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (cause) {
      throw unavailable(this.#parts.options, cause);
    }
  }
}

function configOf({
  compact,
  retentionDays,
  appendTime = false,
}: TopicSpec): { name: string; value: string }[] {
  const retention = retentionDays === null ? -1 : retentionDays * DAY_MS;
  return [
    { name: 'cleanup.policy', value: compact ? 'compact' : 'delete' },
    { name: 'max.message.bytes', value: String(MAX_MESSAGE_BYTES) },
    { name: 'retention.ms', value: String(compact ? -1 : retention) },
    { name: 'message.timestamp.type', value: appendTime ? 'LogAppendTime' : 'CreateTime' },
  ];
}
