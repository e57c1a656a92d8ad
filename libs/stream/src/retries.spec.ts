import type { StreamRecord } from './port.ts';
import { deadLetterOf, retryOf, taken } from './retries.ts';

const record: StreamRecord = {
  topic: 'lead.received',
  partition: 2,
  offset: 41n,
  key: 'lead-1',
  value: Buffer.from([0, 1, 255]),
  headers: { ce_subject: 'lead-1' },
  timestamp: 1_700_000_000_000,
};
const onRetryTopic = (out: ReturnType<typeof retryOf>, offset: bigint): StreamRecord => ({
  topic: out!.topic,
  partition: 0,
  offset,
  key: out!.key,
  value: out!.value,
  headers: out!.headers ?? {},
  timestamp: 1,
});

test('a record climbs the tiers, each with its wait, and then has none left', () => {
  let item = taken(record);
  const climbed: string[] = [];
  for (let out = retryOf(item, 'scoring', 1000); out !== null; out = retryOf(item, 'scoring', 1000)) {
    item = taken(onRetryTopic(out, 7n));
    climbed.push(`${out.topic} at ${item.dueAt}, ${item.retries}`);
  }
  expect(climbed).toEqual([
    'scoring.retry.5s at 6000, 1',
    'scoring.retry.1m at 61000, 2',
    'scoring.retry.15m at 901000, 3',
  ]);
});

test('from a retry topic a record comes back as it was, to be committed where it lay', () => {
  const item = taken(onRetryTopic(retryOf(taken(record), 'scoring', 1000), 7n));
  expect(item.record).toEqual(record);
  expect(item.offset).toBe(7n);
});

test('a dead letter keeps key, bytes and headers, and says why', () => {
  const letter = deadLetterOf(record, 'scoring', 2, { code: 'LEADLINE_X', message: 'm'.repeat(900) });
  expect(letter).toMatchObject({ topic: 'scoring.dlq', key: 'lead-1', value: Buffer.from([0, 1, 255]) });
  expect(letter.headers).toEqual({
    ce_subject: 'lead-1',
    'dlq-topic': 'lead.received',
    'dlq-partition': '2',
    'dlq-offset': '41',
    'dlq-timestamp': '1700000000000',
    'dlq-code': 'LEADLINE_X',
    'dlq-message': 'm'.repeat(500),
    'dlq-hash': expect.stringMatching(/^[0-9a-f]{16}$/),
    'dlq-stage': 'scoring',
    'dlq-attempts': '2',
  });
});
