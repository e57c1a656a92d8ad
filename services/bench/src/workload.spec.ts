import { isGibberish } from '@leadline/domain';
import { leadOf } from './workload.ts';

test('each lead is another person, and none looks like a bot: else the pipeline keeps some back, and a flood never ends', () => {
  const names = ['warm', 'flood-0', 'flood-1'].flatMap((phase) =>
    Array.from(
      { length: 5_000 },
      (_, index) => (leadOf(phase, index, ['emea']) as { lastName: string }).lastName,
    ),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter(isGibberish)).toEqual([]);
});
