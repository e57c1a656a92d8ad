import { inRounds, middle } from './rounds.ts';

test('rounds run one after the other, and the middle one counts', async () => {
  let running = 0;
  const speeds = [5, 90, 7];
  const runs = await inRounds(3, async (round) => {
    expect((running += 1)).toBe(1);
    await Promise.resolve();
    running -= 1;
    return { round, speed: speeds[round]! };
  });
  expect(middle(runs, ({ speed }) => speed)).toEqual({ round: 2, speed: 7 });
  expect(middle(runs.slice(0, 2), ({ speed }) => speed)).toEqual({ round: 1, speed: 90 });
  expect(middle(runs.slice(0, 1), ({ speed }) => speed)).toEqual({ round: 0, speed: 5 });
});
