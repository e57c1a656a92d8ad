import type { Codec, RepContact } from '@leadline/contracts';
import type { StreamClient, StreamRecord } from '@leadline/stream';
import { createLog } from './log.ts';
import { Table } from './table.ts';

/** Two partitions in memory; values are JSON, `poison` cannot be decoded. */
class MemoryTopic {
  readonly records: StreamRecord[] = [];
  reads = 0;

  add(key: string, value: object | 'poison' | null, partition = 0): void {
    const offset = BigInt(this.records.filter((record) => record.partition === partition).length);
    const bytes = value === null ? null : Buffer.from(JSON.stringify(value));
    this.records.push({
      topic: 'rep.contact',
      partition,
      offset,
      key,
      value: bytes,
      headers: {},
      timestamp: 0,
    });
  }

  readonly client = {
    endOffsets: async () =>
      new Map([0, 1].map((partition) => [partition, BigInt(this.in(partition).length)])),
    read: async function* (
      this: MemoryTopic,
      { partitions = [], from, to }: Parameters<StreamClient['read']>[0],
    ) {
      this.reads += 1;
      for (const partition of partitions)
        yield this.in(partition).slice(Number(from?.get(partition) ?? 0n), Number(to?.get(partition)));
    }.bind(this),
  } as unknown as StreamClient;

  in(partition: number): StreamRecord[] {
    return this.records.filter((record) => record.partition === partition);
  }
}

const codec = {
  decode: async (bytes: Buffer) => {
    const value: unknown = JSON.parse(bytes.toString());
    if (value === 'poison') throw new Error('not Avro');
    return { record: 'RepContact', value };
  },
} as unknown as Codec;

const rows = (rep: RepContact, key: string) => [[key, rep] as const];

function given(maxRows?: number) {
  const topic = new MemoryTopic();
  const parts = { stream: topic.client, codec, log: createLog('probe', 'silent') };
  const bound = maxRows === undefined ? {} : { maxRows };
  return { topic, table: new Table({ topic: 'rep.contact', rows, ...bound }, parts) };
}

test('holds the newest row per key of all partitions, without what a tombstone took', async () => {
  const { topic, table } = given();
  topic.add('a', { name: 'old' });
  topic.add('a', { name: 'new' });
  topic.add('b', { name: 'b' }, 1);
  topic.add('c', { name: 'c' });
  topic.add('c', null);
  await table.refresh();
  expect([table.get('a'), table.get('b'), table.get('c')]).toEqual([
    { name: 'new' },
    { name: 'b' },
    undefined,
  ]);
});

test('reads on from where it was, and not at all when nothing is new', async () => {
  const { topic, table } = given();
  topic.add('a', { name: 'a' });
  await table.refresh();
  await table.refresh();
  expect(topic.reads).toBe(1);
  topic.add('b', { name: 'b' }, 1);
  await table.refresh();
  expect(table.get('b')).toEqual({ name: 'b' });
});

test('what is written before a call is there after it, although another read is under way', async () => {
  const { topic, table } = given();
  topic.add('a', { name: 'a' });
  const first = table.refresh();
  topic.add('b', { name: 'b' });
  await table.refresh();
  expect(table.get('b')).toEqual({ name: 'b' });
  await first;
});

test('an undecodable record is passed over', async () => {
  const { topic, table } = given();
  topic.add('x', 'poison');
  topic.add('a', { name: 'a' });
  await table.refresh();
  expect(table.get('a')).toEqual({ name: 'a' });
});

test('keeps no more rows than it may, and says so', async () => {
  const { topic, table } = given(1);
  topic.add('a', { name: 'a' });
  expect(table.incomplete).toBe(false);
  topic.add('b', { name: 'b' });
  await table.refresh();
  expect([table.get('a'), table.get('b'), table.incomplete]).toEqual([undefined, { name: 'b' }, true]);
});
