import type { Codec, RecordName, Records, TopicName } from '@leadline/contracts';
import type { StreamClient, StreamRecord } from '@leadline/stream';

/** A decoded record of a topic with its place and the broker's time. */
export interface Row<R extends RecordName> {
  readonly value: Records[R];
  readonly key: string | null;
  readonly partition: number;
  readonly offset: bigint;
  /** Epoch ms, wall clock. */
  readonly timestamp: number;
}

/** All committed records of one kind on a topic, per partition in offset order; others and tombstones are left out. */
export async function readTopic<R extends RecordName>(
  client: StreamClient,
  codec: Codec,
  topic: TopicName,
  record: R,
): Promise<readonly Row<R>[]> {
  const rows: Row<R>[] = [];
  for await (const batch of client.read({ topic })) {
    for (const raw of batch) {
      const row = await decoded(codec, raw, topic, record);
      if (row) rows.push(row);
    }
  }
  return rows;
}

async function decoded<R extends RecordName>(codec: Codec, raw: StreamRecord, topic: TopicName, record: R) {
  if (raw.value === null) return null;
  const { record: name, value } = await codec.decode(raw.value, topic);
  if (name !== record) return null;
  const { key, partition, offset, timestamp } = raw;
  return { value: value as Records[R], key, partition, offset, timestamp };
}

/** The last value of every key of a compacted topic. */
export function latest<R extends RecordName>(rows: readonly Row<R>[]): ReadonlyMap<string, Row<R>> {
  return new Map(rows.map((row) => [row.key ?? '', row]));
}
