import type { Records } from './generated/records.ts';
import type { TOPICS } from './generated/topics.ts';

/** Name of a record schema, such as `LeadScored`. */
export type RecordName = keyof Records;
/** Name of a topic of the topic table. */
export type TopicName = keyof typeof TOPICS;
/** Records that a topic may hold. */
export type RecordOf<T extends TopicName> = (typeof TOPICS)[T]['records'][number];

/** A record on its way out: what a stage's `conclude` returns. */
export type Emit = {
  [T in TopicName]: {
    [R in RecordOf<T>]: {
      readonly topic: T;
      readonly record: R;
      readonly key: string;
      /** Null is a tombstone on a compacted topic. */
      readonly value: Records[R] | null;
      /** Fixed partition; absent: by the topic's `partitionBy`. */
      readonly partition?: number;
    };
  }[RecordOf<T>];
}[TopicName];

/** Trace and event context that travels in record headers (W3C traceparent, CloudEvents binary mode). */
export interface EventContext {
  readonly tenant: string;
  readonly workspace: string;
  /** CloudEvents subject: the lead id where there is one. */
  readonly subject: string | null;
  readonly traceparent: string | null;
  /** Id of the API key with which it came from outside; absent or null: without one. Stages do not hand it on. */
  readonly actor?: string | null;
}

/** A decoded record as a stage receives it. */
export interface Delivery<R extends RecordName = RecordName> {
  readonly topic: TopicName;
  readonly record: R;
  readonly value: Records[R];
  readonly key: string;
  readonly partition: number;
  readonly offset: bigint;
  /** Broker's timestamp of the record, epoch ms. */
  readonly timestamp: number;
  readonly context: EventContext;
}
