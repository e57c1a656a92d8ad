import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import {
  behindGap,
  type Fetched,
  fetched,
  LogReader,
  type RawMessage,
  type RawPartition,
} from './log-reader.ts';

const TOPIC = 't';

/** An answer for partition 0, asked from offset 10; its records, if any, are one batch from 8 to 14. */
function answer(offsets: readonly number[], stable = 20): Fetched {
  const messages = offsets.map((offset) => ({
    offset: String(offset),
    batchContext: { firstOffset: '8', lastOffsetDelta: 6 },
  })) as RawMessage[];
  const raw: RawPartition = {
    partition: 0,
    highWatermark: '25',
    lastStableOffset: String(stable),
    abortedTransactions: [],
    messages,
  };
  return fetched([{ topic: TOPIC, partition: 0, offset: 10n }], TOPIC, raw);
}

test('records before the asked offset are left out, and reading goes on behind their batch', () => {
  const { raw, next } = answer([8, 9, 11]);
  expect(raw.map(({ offset }) => offset)).toEqual(['11']);
  expect(next).toBe(15n);
});

test('nothing, even when asked alone: what lies there is compacted away, on to the end of what is decided', () => {
  expect(behindGap(answer([]), answer([])).next).toBe(20n);
  expect(behindGap(answer([]), answer([], 10)).next).toBe(10n);
});

test('a throttling broker answers without the partition: reading stays where it is', () => {
  const empty = answer([]);
  expect(behindGap(empty, undefined)).toBe(empty);
});

test('a batch whose tail was compacted away, read from its middle, is passed, not what lies behind it', () => {
  const alone = answer([8, 9]);
  expect(alone.raw).toEqual([]);
  expect(behindGap(answer([]), alone).next).toBe(15n);
});

test('a broker that takes connections and never answers is given up in time', async () => {
  const server = createServer((socket) => socket.unref()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const options = { brokers: `127.0.0.1:${port}`, clientId: 'test' };
  await expect(LogReader.open(options, [TOPIC], 100)).rejects.toThrow(
    'Kafka has not told of its topics in 100 ms.',
  );
  server.close();
});
