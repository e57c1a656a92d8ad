import type { Stage } from '@leadline/stream';
import { checkHandlers, type Consumer } from './consumers.ts';

const topics = {
  'a.in': { consumers: ['worker'], compact: false },
  'a.table': { consumers: ['worker'], compact: true },
  'b.in': { consumers: ['other'], compact: false },
};
const reading = (...inputs: string[]): Consumer[] => [
  { kind: 'stage', stage: { name: 'worker', inputs } as unknown as Stage },
];

test('takes a stage that reads all its topics; tables it may read as it likes', () => {
  expect(() => checkHandlers(reading('a.in'), topics)).not.toThrow();
  expect(() => checkHandlers(reading('a.in', 'a.table'), topics)).not.toThrow();
});

test('refuses a topic without handler', () => {
  expect(() => checkHandlers(reading(), topics)).toThrow('No handler of worker reads a.in.');
});

test('refuses a handler for a topic that does not name it', () => {
  expect(() => checkHandlers(reading('a.in', 'b.in'), topics)).toThrow('worker reads b.in');
});
