import type { Admin } from 'kafkajs';
import { StreamUnavailable } from '../errors.ts';
import type { StreamLog } from '../log.ts';
import type { PartitionLag } from '../port.ts';
import { type FetchPosition, type LogReader, OffsetOutOfRange, type TopicPartition } from './log-reader.ts';
import { visible } from './visible.ts';

const NOTHING_COMMITTED =
  'no committed offset: reads from the start of the log, again what was read before; the broker may have forgotten it ' +
  '(offsets.retention.minutes), unless the group is new or has never committed';

/** Committed offset per partition of a topic; null where the group has none. */
async function committedOffsets(
  admin: Pick<Admin, 'fetchOffsets'>,
  group: string,
  topic: string,
): Promise<ReadonlyMap<number, bigint | null>> {
  const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  return new Map(
    found?.partitions.map(({ partition, offset }) => [
      partition,
      BigInt(offset) < 0n ? null : BigInt(offset),
    ]),
  );
}

/**
 * Where a new owner starts. A committed offset that the log does not hold means lost records, or another log under the
 * same name; kafkajs would go on at one of the ends in silence. Throws {@link OffsetOutOfRange}. No committed offset means
 * the start of the log, with a warning if something may have been committed before (`hasOwners`: the partition was owned).
 */
export async function startOffset(
  admin: Pick<Admin, 'fetchOffsets'>,
  reader: Pick<LogReader, 'offsets'>,
  group: string,
  where: TopicPartition,
  { log, hasOwners }: { readonly log: StreamLog; readonly hasOwners: boolean },
): Promise<bigint> {
  const committed = (await committedOffsets(admin, group, where.topic)).get(where.partition) ?? null;
  const start = (await reader.offsets(where.topic, 'start')).get(where.partition);
  const end = (await reader.offsets(where.topic, 'end')).get(where.partition);
  if (start === undefined || end === undefined)
    throw new StreamUnavailable(`${where.topic}/${where.partition} has no leader.`);
  if (committed === null) {
    if (start < end && (start > 0n || hasOwners))
      log('warn', NOTHING_COMMITTED, { group, ...where, start: String(start), end: String(end) });
    return start;
  }
  if (committed < start || committed > end)
    throw new OffsetOutOfRange(
      where,
      `${group} has committed ${committed}, the log holds ${start} to ${end}.`,
    );
  return committed;
}

/**
 * Lag of a group. What lies behind the committed offset is no lag if it is transaction markers and aborted records only.
 * Undecided records are lag: a transaction's offsets may be visible before its records are, and who has seen the input
 * of a stage consumed must not find its output empty.
 */
export async function lagOf(
  admin: Admin,
  reader: LogReader,
  group: string,
  topics: readonly string[],
): Promise<PartitionLag[]> {
  const lags: PartitionLag[] = [];
  for (const topic of topics) {
    const committed = await committedOffsets(admin, group, topic);
    const [starts, ends] = [await reader.offsets(topic, 'start'), await reader.offsets(topic, 'end')];
    for (const partition of reader.partitions(topic)) {
      const first = starts.get(partition) ?? 0n;
      const from = committed.get(partition) ?? first;
      const to = ends.get(partition) ?? 0n;
      const waiting = await waitingAt(reader, { topic, partition, offset: from < first ? first : from }, to);
      lags.push({ topic, partition, committed: from, ...waiting });
    }
  }
  return lags;
}

/** What waits between the two: nothing, if markers and aborted records are all; else up to `to`, also while some is undecided. */
async function waitingAt(
  reader: LogReader,
  from: FetchPosition,
  to: bigint,
): Promise<Pick<PartitionLag, 'end' | 'since'>> {
  for (let position = from; position.offset < to;) {
    const [fetched] = await reader.fetch(reader.leader(position), [position], 0);
    // Not to be read yet: a transaction is open, or committed and its marker not written to this partition.
    if (fetched === undefined || fetched.next <= position.offset)
      return { end: to, since: await reader.writtenAt(position) };
    const [first] = visible(fetched);
    if (first !== undefined) return { end: to, since: first.timestamp };
    position = { ...position, offset: fetched.next };
  }
  return { end: from.offset, since: null };
}
