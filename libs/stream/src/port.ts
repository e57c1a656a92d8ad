import type { AccessRule, Emit, EventContext, TopicName } from '@leadline/contracts';

/** A record as bytes, as it lies on a topic. Header values are UTF-8 strings. */
export interface StreamRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Broker's timestamp, epoch ms. */
  readonly timestamp: number;
}

/** A record to be written. Without a partition, the hash of the key (murmur2, as Java's) chooses it. */
export interface OutRecord {
  readonly topic: string;
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly partition?: number;
}

/** Where a record came to lie. */
export interface RecordPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** Idempotent producer, acks = all, that sends one micro-batch at a time (concurrent idempotent sends lose records in kafkajs). */
export interface StreamProducer {
  /** Resolves when all in-sync replicas have acknowledged every record; positions in input order. Throws {@link StreamUnavailable}. */
  send(records: readonly OutRecord[]): Promise<readonly RecordPosition[]>;
  /** Records that wait or are in flight: the measure for back-pressure. */
  readonly pending: number;
  close(): Promise<void>;
}

/** How a record failed. Decides what the runner does. */
export type FailureClass = 'transient' | 'retryable' | 'poison' | 'bug';

/** What a handler answers for one record of a batch. */
export type Outcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      readonly failure: FailureClass;
      readonly code: string;
      readonly message: string;
    };

export interface AtLeastOnceOptions {
  /** Consumer group and name of the stage; its dead letters go to `<group>.dlq`, its retries to `<group>.retry.<tier>`. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Records per handler call at most. Default 200. */
  readonly maxBatch?: number;
  /** Records that need no handling: while nothing else comes, the runner looks less often. */
  readonly passOver?: (record: StreamRecord) => boolean;
  /**
   * So long after the last records that there were have come the next are not yet asked for, ms: more go together, which costs less.
   * For what nobody waits for. Default 0.
   */
  readonly lingerMs?: number;
  /** Handles the records of one partition in offset order; one outcome per record. Must not throw for a bad record. */
  readonly handle: (batch: readonly StreamRecord[], signal: AbortSignal) => Promise<readonly Outcome[]>;
  /**
   * Called about every second while no batch is in hand. Each `rewind` starts the owned partitions of `topics` again from
   * the beginning.
   */
  readonly idle?: () => Promise<'ok' | 'rewind'>;
  /** Called once per dead-lettered record, after the dead letter was acknowledged and before the offset is committed. */
  readonly onDeadLetter?: (record: StreamRecord, position: RecordPosition, code: string) => Promise<void>;
}

/** What the owner of one partition does. One instance per ownership; thrown away after any error. */
export interface PartitionTask {
  /** Loads state. The former owner is fenced and all its transactions are resolved. */
  open(): Promise<void>;
  /** Folds one chunk, in offset order; may change in-memory state, which is thrown away with the task if the transaction fails. */
  process(chunk: readonly StreamRecord[]): Promise<readonly OutRecord[]>;
  /** The transaction of the last chunk is committed. Best effort: an error here is logged, never fatal. */
  committed(): Promise<void>;
  /** Called about every 250 ms while the partition is owned and caught up, busy or idle. */
  idle(now: number): Promise<void>;
  close(): Promise<void>;
}

export interface Ownership {
  readonly partition: number;
  /** Offset of the claim record: strictly rising per partition. */
  readonly token: bigint;
  /** Committed input offset at takeover. */
  readonly committed: bigint;
}

export interface ExactlyOnceOptions {
  readonly group: string;
  readonly topic: string;
  /** Records per transaction at most. Default 100. */
  readonly maxChunk?: number;
  /** The claim record that a new owner writes in its first transaction. */
  readonly claim: (partition: number) => OutRecord | Promise<OutRecord>;
  /** A record that it cannot process: `process` throws {@link PoisonRecord}; see there. */
  readonly task: (ownership: Ownership) => PartitionTask;
  /** More records for the transaction that holds a dead letter, such as the word that a lead is parked. */
  readonly deadLettered?: (
    record: StreamRecord,
    position: RecordPosition,
    code: string,
  ) => Promise<readonly OutRecord[]>;
}

/**
 * Thrown by a PartitionTask for one record of the chunk that can never be processed. The record goes to `<group>.dlq` in
 * a transaction of its own; the rest of the chunk is processed by a fresh task, as this one may be half changed, unless
 * the error is `clean`: thrown before anything in the task was changed.
 */
export class PoisonRecord extends Error {
  readonly record: StreamRecord;
  readonly code: string;
  readonly clean: boolean;
  constructor(record: StreamRecord, code: string, message: string, { clean = false } = {}) {
    super(message);
    this.record = record;
    this.code = code;
    this.clean = clean;
  }
}

export interface Running {
  /** Finishes what is in flight, commits, leaves the group. Resolves within `deadlineMs` in any case. */
  stop(deadlineMs?: number): Promise<void>;
  /** Null while healthy; else why not. */
  unhealthy(): string | null;
  /** Null while its loops turn, whether or not Kafka answers; else why only a restart can help. */
  stuck(): string | null;
  /** Rejects when the runner has died for good and the process should exit. */
  readonly died: Promise<never>;
}

/** What reads topics whole, and on, outside any group. */
export interface Follower {
  /**
   * Resolves when every record that was acknowledged before this call has been taken. Throws what taking one threw, and
   * {@link StreamUnavailable}; the next call goes on from there.
   */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface FollowOptions {
  /** Not written in transactions: behind an open one a refresh would wait. */
  readonly topics: readonly string[];
  /** Takes records of one partition, in offset order; after it has thrown it is given the same ones again. */
  readonly take: (records: readonly StreamRecord[]) => Promise<void>;
}

/** A topic to be created. */
export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  readonly compact: boolean;
  readonly retentionDays: number | null;
  /** The broker's clock stamps the records, in place of the writer's. Default false. */
  readonly appendTime?: boolean;
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  readonly committed: bigint;
  readonly end: bigint;
  /** Timestamp of the first record that waits, epoch ms, also while its transaction is open; null when none waits. */
  readonly since: number | null;
}

/** A topic as it lies on the brokers. */
export interface TopicView {
  readonly name: string;
  readonly partitions: number;
  /** Replicas of the partition that has fewest, and replicas in sync of the one that has fewest of those. */
  readonly replicas: number;
  readonly inSync: number;
  /** Its settings by their Kafka names, such as `retention.ms`, those of the broker included. */
  readonly config: Readonly<Record<string, string>>;
}

/** One entry of Kafka's access lists. */
export interface AccessEntry {
  /** Such as `topic`, `group`, `transactional_id`, `cluster`. */
  readonly resource: string;
  readonly name: string;
  readonly isPrefix: boolean;
  /** Such as `User:intake`. */
  readonly principal: string;
  /** Such as `read`, `write`, `all`. */
  readonly operation: string;
  readonly isAllowed: boolean;
}

/** The cluster, and what it understands of what our client says. */
export interface BrokersView {
  /** host:port of each broker. */
  readonly brokers: readonly string[];
  /** Versions of a request that brokers answer, against the highest one that our client speaks. */
  readonly speaks: readonly {
    readonly request: string;
    readonly from: number;
    readonly to: number;
    readonly ours: number;
  }[];
}

/** Everything Leadline asks of Kafka. Nothing of the client library passes this port. */
export interface StreamClient {
  producer(): Promise<StreamProducer>;
  runAtLeastOnce(options: AtLeastOnceOptions): Promise<Running>;
  runExactlyOnce(options: ExactlyOnceOptions): Promise<Running>;
  /**
   * Reads committed records of a topic from `from` (default: beginning) to `to` (default: the end at the time of the
   * call), in offset order per partition, without a lasting consumer group; ends by itself.
   */
  read(options: {
    readonly topic: string;
    readonly partitions?: readonly number[];
    readonly from?: ReadonlyMap<number, bigint>;
    readonly to?: ReadonlyMap<number, bigint>;
  }): AsyncIterable<readonly StreamRecord[]>;
  /** Reads topics from their beginning and goes on reading: a group would give each instance a share of the partitions. */
  follow(options: FollowOptions): Promise<Follower>;
  /** Creates missing topics; leaves existing ones alone. */
  ensureTopics(topics: readonly TopicSpec[], replication?: number): Promise<void>;
  topics(): Promise<readonly string[]>;
  partitions(topic: string): Promise<number>;
  endOffsets(topic: string): Promise<ReadonlyMap<number, bigint>>;
  /**
   * Committed position against the log end, and since when the first record waits. Transaction markers and aborted records behind the last record do not count
   * as lag; records of an open transaction do.
   */
  lag(group: string, topics: readonly string[]): Promise<readonly PartitionLag[]>;
  /** Topics as they are; those that do not exist are left out. */
  describe(topics: readonly string[]): Promise<readonly TopicView[]>;
  /** All access lists; null where Kafka keeps none, or does not show them to us. */
  access(): Promise<readonly AccessEntry[] | null>;
  /** Lets a user (`User:` is put before its name) do what the rules say, beside what it may already. Harmless to repeat. */
  grant(user: string, rules: readonly AccessRule[]): Promise<void>;
  brokers(): Promise<BrokersView>;
  /** Seats that are taken in a group; 0 also where there is no such group. */
  members(group: string): Promise<number>;
  close(): Promise<void>;
}

export type { Emit, EventContext, TopicName };
