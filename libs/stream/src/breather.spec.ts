import { breather } from './breather.ts';

test('a loop that awaits it lets timers in, and one that awaits what is there does not', async () => {
  const seen = { immediates: 0 };
  setImmediate(() => (seen.immediates += 1));
  for (let step = 0; step < 1000; step += 1) await Promise.resolve();
  expect(seen.immediates).toBe(0);
  let now = 0;
  const breathe = breather(() => (now += 60));
  await breathe();
  expect(seen.immediates).toBe(1);
});

test('it lets the event loop turn every 50 ms, and not at each step', async () => {
  let now = 0;
  const turns: number[] = [];
  const breathe = breather(
    () => now,
    () => {
      turns.push(now);
      now += 3;
      return Promise.resolve();
    },
  );
  for (; now < 200; now += 10) await breathe();
  expect(turns).toEqual([50, 103, 156]);
});
