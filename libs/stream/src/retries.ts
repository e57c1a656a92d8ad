import { createHash } from 'node:crypto';
import { deadLetterTopic, RETRY_TIERS, retryTopic } from '@leadline/contracts';
import type { OutRecord, StreamRecord } from './port.ts';

/** A record in the hands of a runner: what it was first, and how often it has been put off. */
export interface Taken {
  /** As it lay on its first topic. */
  readonly record: StreamRecord;
  /** Offset on the topic it was read from, to be committed there. */
  readonly offset: bigint;
  /** Not to be handled before, epoch ms. */
  readonly dueAt: number;
  /** Tries that have ended in a retry topic. */
  readonly retries: number;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Topics that a stage's runner reads besides its inputs. */
export function retryTopics(group: string): string[] {
  return RETRY_TIERS.map(({ name }) => retryTopic(group, name));
}

/** A record from a retry topic becomes again what it was; any other is itself. */
export function taken(record: StreamRecord): Taken {
  const { 'retry-topic': topic, 'retry-at': at, ...headers } = record.headers;
  if (topic === undefined || at === undefined) return { record, offset: record.offset, dueAt: 0, retries: 0 };
  const {
    'retry-partition': partition,
    'retry-offset': offset,
    'retry-timestamp': timestamp,
    'retry-attempt': attempt,
    ...original
  } = headers;
  const first = {
    ...record,
    topic,
    partition: Number(partition),
    offset: BigInt(offset ?? 0),
    timestamp: Number(timestamp),
    headers: original,
  };
  return { record: first, offset: record.offset, dueAt: Number(at), retries: Number(attempt) };
}

/** The record for the next retry topic; null when all tiers are used up. */
export function retryOf({ record, retries }: Taken, group: string, now: number): OutRecord | null {
  const tier = RETRY_TIERS[retries];
  if (tier === undefined) return null;
  const { topic, partition, offset, timestamp, key, value, headers } = record;
  return {
    topic: retryTopic(group, tier.name),
    key,
    value,
    headers: {
      ...headers,
      'retry-topic': topic,
      'retry-partition': String(partition),
      'retry-offset': String(offset),
      'retry-timestamp': String(timestamp),
      'retry-attempt': String(retries + 1),
      'retry-at': String(now + tier.ms),
    },
  };
}

/** The record for the first retry topic of a group, as if it had never been tried. */
export function retryAgain(record: StreamRecord, group: string, now: number): OutRecord {
  return retryOf({ record, offset: record.offset, dueAt: now, retries: 0 }, group, now)!;
}

/** Of an error's text, what fits into a header. Callers see to it that no payload is in it. */
const HEADER_CHARS = 500;

/** The dead letter of a record: key, bytes and headers as they were, and why it is here. */
export function deadLetterOf(
  record: StreamRecord,
  group: string,
  attempts: number,
  failure: Failure,
): OutRecord {
  const hash = createHash('sha256').update(`${failure.code}\n${failure.message}`).digest('hex').slice(0, 16);
  return {
    topic: deadLetterTopic(group),
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'dlq-topic': record.topic,
      'dlq-partition': String(record.partition),
      'dlq-offset': String(record.offset),
      'dlq-timestamp': String(record.timestamp),
      'dlq-code': failure.code,
      'dlq-message': failure.message.slice(0, HEADER_CHARS),
      'dlq-hash': hash,
      'dlq-stage': group,
      'dlq-attempts': String(attempts),
    },
  };
}
