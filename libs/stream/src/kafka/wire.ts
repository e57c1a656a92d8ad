import type { RecordMetadata, TopicMessages } from 'kafkajs';
import type { Placed } from '../batching.ts';
import { StreamUnavailable } from '../errors.ts';
import type { RecordPosition } from '../port.ts';

/** Records as kafkajs sends them: grouped by topic, in order. */
export function topicMessages(records: readonly Placed[]): TopicMessages[] {
  const perTopic = Map.groupBy(records, ({ topic }) => topic);
  return [...perTopic].map(([topic, placed]) => ({
    topic,
    messages: placed.map(({ key, value, headers, partition }) => ({
      key,
      value,
      partition,
      ...(headers === undefined ? {} : { headers: { ...headers } }),
    })),
  }));
}

/** Where the records of one send came to lie: they follow each other in their partition from its base offset. */
export function positionsOf(
  records: readonly Placed[],
  answers: readonly RecordMetadata[],
): RecordPosition[] {
  const next = new Map(
    answers.map((one) => [`${one.topicName}/${one.partition}`, BigInt(one.baseOffset ?? -1)]),
  );
  return records.map(({ topic, partition }) => {
    const place = `${topic}/${partition}`;
    const offset = next.get(place);
    if (offset === undefined) throw new StreamUnavailable(`No answer about ${place}.`);
    next.set(place, offset + 1n);
    return { topic, partition, offset };
  });
}

const REFUSALS = new Set<unknown>(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD']);

/** Whether the broker has refused a record for good. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('type' in error && REFUSALS.has(error.type)) || isRefusal(error.cause);
}
