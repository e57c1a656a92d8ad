import type { StreamRecord } from '@leadline/stream';
import { chosen, markOf, openLetters, redriveOf } from './dead-letters.ts';

const dead = (offset: number, more: Partial<StreamRecord> = {}): StreamRecord => ({
  topic: 'scoring.dlq',
  partition: 2,
  offset: BigInt(offset),
  key: 'l1',
  value: Buffer.from([0, 1]),
  headers: {
    ce_id: 'x', 'dlq-topic': 'lead.validated', 'dlq-partition': '3', 'dlq-offset': '7', 'dlq-timestamp': '5',
    'dlq-code': 'LEADLINE_RECORD_UNDECODABLE', 'dlq-message': 'why', 'dlq-stage': 'scoring', 'dlq-attempts': '1',
  }, // prettier-ignore
  timestamp: 100 + offset,
  ...more,
});
/** What a record becomes once it lies on the topic. */
const written = (record: ReturnType<typeof markOf>, offset: number): StreamRecord =>
  dead(offset, { ...record, headers: record.headers!, partition: record.partition! });

test('a redriven record is what it was, where it was, and says where it comes from', () => {
  const [letter] = openLetters([dead(4)]);
  expect(letter).toMatchObject({
    id: '2/4',
    topic: 'lead.validated',
    code: 'LEADLINE_RECORD_UNDECODABLE',
    attempts: 1,
  });
  expect(redriveOf(letter!, 4, 900)).toEqual({
    topic: 'lead.validated',
    partition: 3,
    key: 'l1',
    value: Buffer.from([0, 1]),
    headers: { ce_id: 'x', 'redriven-from': 'scoring.dlq/2/4' },
  });
  expect(redriveOf(letter!, 2, 900)).not.toHaveProperty('partition');
});

test('a decision goes to the retry topic of who could not read it, as the chain it is of takes no second copy', () => {
  const headers = { ...dead(4).headers, 'dlq-topic': 'assignment.decision', 'dlq-stage': 'intake-decision' };
  const [letter] = openLetters([dead(4, { topic: 'intake-decision.dlq', headers })]);
  expect(redriveOf(letter!, 4, 900)).toEqual({
    topic: 'intake-decision.retry.5s',
    key: 'l1',
    value: Buffer.from([0, 1]),
    headers: {
      ce_id: 'x', 'redriven-from': 'intake-decision.dlq/2/4', 'retry-topic': 'assignment.decision', 'retry-partition': '3',
      'retry-offset': '7', 'retry-timestamp': '5', 'retry-attempt': '1', 'retry-at': '5900',
    }, // prettier-ignore
  });
});

test('a marked letter is not redriven again; marks are no letters', () => {
  const [first] = openLetters([dead(4), dead(5)]);
  expect(openLetters([dead(4), dead(5), written(markOf(first!), 6)]).map(({ id }) => id)).toEqual(['2/5']);
});

test('a record that fails again is a new letter', () => {
  const [first] = openLetters([dead(4)]);
  expect(openLetters([dead(4), written(markOf(first!), 5), dead(6)]).map(({ id }) => id)).toEqual(['2/6']);
});

test('an id that no open letter has is an error, not an empty list', () => {
  const letters = openLetters([dead(4), dead(5)]);
  expect(chosen(letters).map(({ id }) => id)).toEqual(['2/4', '2/5']);
  expect(chosen(letters, '2/5').map(({ id }) => id)).toEqual(['2/5']);
  expect(() => chosen(letters, '9/999')).toThrow('There is no open dead letter 9/999.');
});
