import { fitRepEffects, type RepDeal } from './rep-effects.ts';

/** Deals of one rep in one segment with the given share of wins. */
function deals(rep: number, segment: number, count: number, wins: number): RepDeal[] {
  return Array.from({ length: count }, (_, index) => ({ rep, segment, offset: 0, won: index < wins }));
}

test('without a spread nobody differs', () => {
  const { reps, segments } = fitRepEffects(
    deals(0, 0, 50, 50),
    { reps: 1, segments: 1 },
    { rep: 0, segment: 0 },
  );
  expect([reps, segments]).toEqual([[0], [[0]]]);
});

test('few deals are pulled to zero more than many with the same share of wins', () => {
  const rows = [...deals(0, 0, 10, 8), ...deals(1, 0, 5000, 4000)];
  const { reps } = fitRepEffects(rows, { reps: 2, segments: 1 }, { rep: 0.4, segment: 0 });
  expect(reps[1]).toBeCloseTo(Math.log(4), 1);
  expect(reps[0]).toBeGreaterThan(0.2);
  expect(reps[0]).toBeLessThan(0.6);
});

test('the effect is the best trade of deals and prior: its gradient vanishes', () => {
  const { reps } = fitRepEffects(deals(0, 0, 20, 14), { reps: 1, segments: 1 }, { rep: 0.5, segment: 0 });
  const p = 1 / (1 + Math.exp(-reps[0]!));
  expect(14 - 20 * p).toBeCloseTo(reps[0]! / 0.25, 6);
});

test('what holds in one segment only goes to that segment', () => {
  const rows = [
    ...deals(0, 0, 400, 280),
    ...deals(0, 1, 400, 120),
    ...deals(1, 0, 400, 200),
    ...deals(1, 1, 400, 200),
  ];
  const { reps, segments } = fitRepEffects(rows, { reps: 2, segments: 2 }, { rep: 0.3, segment: 0.6 });
  expect(Math.abs(reps[0]!)).toBeLessThan(0.1);
  expect(segments[0]![0]).toBeGreaterThan(0.6);
  expect(segments[1]![0]).toBeLessThan(-0.6);
  expect(Math.abs(segments[0]![1]!)).toBeLessThan(0.1);
});
