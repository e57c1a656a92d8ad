import { type Placed, sendable, sends } from './batching.ts';

const placed = (bytes: number, partition = 0): Placed => ({
  topic: 't',
  key: null,
  value: Buffer.alloc(bytes),
  partition,
});

test('small records go together', () => {
  expect(sendable(Array.from({ length: 500 }, () => placed(100)))).toBe(500);
});

test('one partition gets at most 512 KiB in a send', () => {
  const records = Array.from({ length: 10 }, () => placed(200_000));
  expect(sends(records).map((send) => send.length)).toEqual([2, 2, 2, 2, 2]);
});

test('several partitions fill a send further, up to its own limit', () => {
  const records = Array.from({ length: 30 }, (_, index) => placed(200_000, index));
  expect(sends(records).map((send) => send.length)).toEqual([20, 10]);
});

test('a giant goes alone, and the order stays', () => {
  const records = [placed(10), placed(2_000_000), placed(20)];
  expect(sends(records).map((send) => send.map(({ value }) => value?.length))).toEqual([
    [10],
    [2_000_000],
    [20],
  ]);
});

test('nothing makes no send', () => {
  expect(sends([])).toEqual([]);
});
