import { openLoop } from './open-loop.ts';

test('sends on schedule, and keeps the intended times when it is late', async () => {
  let clock = 1000;
  const sent: { index: number; intended: number; at: number }[] = [];
  const start = await openLoop({
    perSecond: 100,
    count: 6,
    now: () => clock,
    pause: async (ms) => void (clock += ms),
    send: (index, intended) => {
      sent.push({ index, intended, at: clock });
      if (index === 2) clock += 25;
    },
  });
  expect(start).toBe(1000);
  expect(sent.map(({ intended }) => intended)).toEqual([1000, 1010, 1020, 1030, 1040, 1050]);
  expect(sent.map(({ at }) => at)).toEqual([1000, 1010, 1020, 1045, 1045, 1050]);
});
