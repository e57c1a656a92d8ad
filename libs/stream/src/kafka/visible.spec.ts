import type { Fetched, RawMessage } from './log-reader.ts';
import { visible } from './visible.ts';

const ABORT = Buffer.from([0, 0, 0, 0]);
const COMMIT = Buffer.from([0, 0, 0, 1]);

function message(
  offset: number,
  producerId: string,
  control: Buffer | null = null,
  key = control,
): RawMessage {
  return {
    offset: String(offset),
    key,
    value: Buffer.from(String(offset)),
    timestamp: '0',
    attributes: 0,
    headers: {},
    isControlRecord: control !== null,
    batchContext: {
      producerId,
      inTransaction: producerId !== '-1',
      firstOffset: String(offset),
      lastOffsetDelta: 0,
    },
  } as RawMessage;
}

const offsetsOf = (raw: RawMessage[], aborted: Fetched['aborted']): number[] => {
  const fetched = { topic: 't', partition: 0, offset: 0n, raw, aborted, next: 0n, stable: 0n, end: 0n };
  return visible(fetched).map(({ offset }) => Number(offset));
};

test('hides the aborted records of interleaved producers, whatever the order of the list', () => {
  const raw = [message(0, 'a'), message(1, 'b'), message(2, '-1'), message(3, 'b', ABORT), message(4, 'b')];
  const rest = [message(5, 'a', ABORT), message(6, 'a'), message(7, 'b', COMMIT), message(8, 'a', COMMIT)];
  const aborted = [
    { producerId: 'b', firstOffset: '1' },
    { producerId: 'a', firstOffset: '0' },
  ];
  expect(offsetsOf([...raw, ...rest], aborted)).toEqual([2, 4, 6]);
});

test('two aborted transactions that begin before the same record both count', () => {
  const aborted = [
    { producerId: 'a', firstOffset: '0' },
    { producerId: 'b', firstOffset: '1' },
  ];
  expect(offsetsOf([message(5, 'b'), message(6, 'a'), message(7, '-1')], aborted)).toEqual([7]);
});

test('an ordinary record whose key looks like an abort marker ends nothing', () => {
  const looksLikeIt = message(1, 'a', null, ABORT);
  expect(
    offsetsOf([message(0, 'a'), looksLikeIt, message(2, 'a')], [{ producerId: 'a', firstOffset: '0' }]),
  ).toEqual([]);
});
