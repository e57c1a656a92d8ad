import { backOff, pause, within } from './timing.ts';

test('the wait doubles up to its maximum, and chance takes away up to half', () => {
  const options = { firstMs: 100, maxMs: 1000 };
  expect([1, 2, 3, 4, 5, 99].map((attempt) => backOff(attempt, options, 0))).toEqual([
    100, 200, 400, 800, 1000, 1000,
  ]);
  expect(backOff(3, options, 1)).toBe(200);
});

test('an aborted pause ends at once', async () => {
  const controller = new AbortController();
  const paused = pause(60_000, controller.signal);
  controller.abort();
  await paused;
  await pause(60_000, controller.signal);
});

test('what comes in time counts, and what is late is replaced', async () => {
  expect(await within(1000, Promise.resolve('in time'), () => 'late')).toBe('in time');
  expect(await within(1, new Promise<string>(() => {}), () => 'late')).toBe('late');
});
