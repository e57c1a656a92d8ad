import { createRandom } from './random.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};
const draws = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

test('a seed gives the same numbers for ever', () => {
  const random = createRandom('leadline');
  expect(draws(4, () => random.int(0, 999_999))).toEqual([733_652, 810_446, 264_504, 309_847]);
  expect(createRandom('leadline').next()).not.toBe(createRandom('leadlinE').next());
});

test('distributions have their means and spreads', () => {
  const random = createRandom('moments');
  expect(mean(draws(20_000, () => random.next()))).toBeCloseTo(0.5, 1);
  expect(variance(draws(20_000, () => random.normal()))).toBeCloseTo(1, 1);
  expect(mean(draws(20_000, () => random.exponential(3)))).toBeCloseTo(3, 0);
  const counts = draws(2000, () => random.negativeBinomial(100, 6));
  expect(mean(counts)).toBeGreaterThan(97);
  expect(mean(counts)).toBeLessThan(103);
  expect(variance(counts) / mean(counts)).toBeGreaterThan(5);
  expect(variance(counts) / mean(counts)).toBeLessThan(7);
  expect(draws(5, () => random.negativeBinomial(0, 6))).toEqual([0, 0, 0, 0, 0]);
});

test('weights decide how often, and order is a permutation', () => {
  const random = createRandom('weights');
  const picked = draws(10_000, () =>
    random.weighted([
      ['a', 3],
      ['b', 1],
      ['never', 0],
    ] as const),
  );
  expect(picked.filter((item) => item === 'a').length / 10_000).toBeCloseTo(0.75, 1);
  expect(picked).not.toContain('never');
  expect(random.shuffled([1, 2, 3, 4, 5]).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
});
