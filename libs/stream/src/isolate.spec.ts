import { isolate } from './isolate.ts';
import { StreamUnavailable } from './errors.ts';
import type { Outcome, StreamRecord } from './port.ts';

const batch = Array.from({ length: 9 }, (_, index): StreamRecord => ({
  topic: 't',
  partition: 0,
  offset: BigInt(index),
  key: null,
  value: null,
  headers: {},
  timestamp: 0,
}));
const done = (records: readonly StreamRecord[]): Outcome[] => records.map(() => ({ kind: 'done' }));
const summary = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'done' ? '.' : outcome.failure[0])).join('');

test.each([
  [[4], '....b....'],
  [[0, 8], 'b.......b'],
  [[], '.........'],
])('finds the guilty records %j among nine', async (guilty, expected) => {
  const handle = async (records: readonly StreamRecord[]) => {
    if (records.some(({ offset }) => guilty.includes(Number(offset)))) throw new TypeError('a defect');
    return done(records);
  };
  expect(summary(await isolate(batch, handle))).toBe(expected);
});

test('a broken dependency is nobody’s guilt: the whole batch is tried again', async () => {
  let calls = 0;
  const handle = async () => {
    calls += 1;
    throw new StreamUnavailable('down');
  };
  expect(summary(await isolate(batch, handle))).toBe('ttttttttt');
  expect(calls).toBe(1);
});

test('a handler that forgets records is a defect', async () => {
  expect(summary(await isolate(batch.slice(0, 2), async () => []))).toBe('bb');
});

test('an error that says it is retryable counts as that, for its record alone', async () => {
  const deferred = Object.assign(new Error('451 later'), { failure: 'retryable', code: 'DEFERRED' });
  const handle = async (records: readonly StreamRecord[]) => {
    if (records.some(({ offset }) => offset === 1n)) throw deferred;
    return done(records);
  };
  expect(summary(await isolate(batch, handle))).toBe('.r.......');
});
