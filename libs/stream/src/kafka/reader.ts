import { messageOf, StreamUnavailable } from '../errors.ts';
import type { StreamRecord } from '../port.ts';
import { backOff, pause } from '../timing.ts';
import type { KafkaOptions } from './connection.ts';
import { type Fetched, type FetchPosition, LogReader, OffsetOutOfRange } from './log-reader.ts';
import { visible } from './visible.ts';

export interface ReadOptions {
  readonly topic: string;
  readonly partitions?: readonly number[];
  readonly from?: ReadonlyMap<number, bigint>;
  readonly to?: ReadonlyMap<number, bigint>;
}

const WAIT_MS = 50;
/** Longer than a killed owner's open transaction can hold the end up. */
const NO_PROGRESS_MS = 30_000;

interface Range {
  next: bigint;
  readonly end: bigint;
}

/**
 * Reads from `from` to `to` and ends. An end inside an open transaction is waited for, so that everything that was
 * committed before the call is delivered. A broken connection is made anew; without progress for 30 s it throws, and at once
 * where this user may not read the topic.
 */
export async function* readRange(
  options: KafkaOptions,
  read: ReadOptions,
): AsyncGenerator<readonly StreamRecord[]> {
  let ranges: Map<number, Range> | null = null;
  let progressAt = Date.now();
  for (let failures = 0; ;) {
    let reader: LogReader | null = null;
    try {
      reader = await LogReader.open(options, [read.topic]);
      ranges ??= await rangesOf(reader, read);
      for (let open = unread(ranges); open.length > 0; open = unread(ranges)) {
        for (const fetched of await fetchAll(reader, read.topic, open)) {
          const range = ranges.get(fetched.partition)!;
          if (fetched.next > range.next) progressAt = Date.now();
          range.next = fetched.next;
          const records = visible(fetched).filter(({ offset }) => offset < range.end);
          if (records.length > 0) yield records;
        }
        if (Date.now() - progressAt > NO_PROGRESS_MS) throw new Error('the rest of the log stays undecided');
      }
      return;
    } catch (cause) {
      if (cause instanceof OffsetOutOfRange) throw cause;
      if (isForbidden(cause) || Date.now() - progressAt > NO_PROGRESS_MS)
        throw new StreamUnavailable(`Cannot read ${read.topic}: ${messageOf(cause)}`, { cause });
      await pause(backOff(++failures, { firstMs: 50, maxMs: 1000 }));
    } finally {
      await reader?.close();
    }
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof Error &&
  (('type' in error && error.type === 'TOPIC_AUTHORIZATION_FAILED') || isForbidden(error.cause));

async function rangesOf(reader: LogReader, read: ReadOptions): Promise<Map<number, Range>> {
  const [starts, ends] = await Promise.all([
    reader.offsets(read.topic, 'start'),
    reader.offsets(read.topic, 'end'),
  ]);
  const partitions = read.partitions ?? reader.partitions(read.topic);
  return new Map(
    partitions.map((partition) => {
      const start = starts.get(partition) ?? 0n;
      const from = read.from?.get(partition) ?? start;
      return [
        partition,
        { next: from < start ? start : from, end: read.to?.get(partition) ?? ends.get(partition) ?? 0n },
      ];
    }),
  );
}

function unread(ranges: ReadonlyMap<number, Range>): { partition: number; offset: bigint }[] {
  return [...ranges].flatMap(([partition, { next, end }]) =>
    next < end ? [{ partition, offset: next }] : [],
  );
}

async function fetchAll(
  reader: LogReader,
  topic: string,
  open: readonly { partition: number; offset: bigint }[],
): Promise<Fetched[]> {
  const positions = open.map((position): FetchPosition => ({ topic, ...position }));
  const perNode = Map.groupBy(positions, (position) => reader.leader(position));
  const fetched = await Promise.all([...perNode].map(([node, some]) => reader.fetch(node, some, WAIT_MS)));
  return fetched.flat();
}
