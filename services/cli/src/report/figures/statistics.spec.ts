import * as fc from 'fast-check';
import { rateOf, spreadOf, totalOf } from './statistics.ts';

const near = (value: number) => expect.closeTo(value, 4);

test.each([
  [8, 10, 0.4902, 0.9433],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [81, 263, 0.2553, 0.3662],
])('the Wilson interval of %d in %d is the one of the tables', (count, of, low, high) => {
  expect(rateOf(count, of)).toEqual({ count, of, rate: count / of, low: near(low), high: near(high) });
});

test('of nothing there is no rate, no quantile and no mean', () => {
  expect(rateOf(0, 0)).toEqual({ count: 0, of: 0, rate: null, low: null, high: null });
  expect(spreadOf([])).toEqual({ count: 0, p50: null, p90: null, p95: null });
  expect(totalOf([])).toEqual({ count: 0, sum: 0, mean: null, low: null, high: null });
});

test('a rate lies in its interval, and the interval in 0 to 1', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => {
      const { rate, low, high } = rateOf(Math.min(a, b), Math.max(a, b, 1));
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(rate! + 1e-12);
      expect(high).toBeGreaterThanOrEqual(rate! - 1e-12);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test('quantiles are linear between neighbours, whatever order the values come in', () => {
  expect(spreadOf([40, 10, 30, 20])).toEqual({ count: 4, p50: 25, p90: near(37), p95: near(38.5) });
  expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p90: 7, p95: 7 });
});

test('a mean has an interval from 30 values on', () => {
  const values = Array.from({ length: 30 }, (_, index) => index);
  expect(totalOf(values.slice(1))).toEqual({ count: 29, sum: 435, mean: 15, low: null, high: null });
  // s = 8.8034, half = 1.96 s / sqrt(30).
  expect(totalOf(values)).toEqual({
    count: 30,
    sum: 435,
    mean: 14.5,
    low: near(11.3498),
    high: near(17.6502),
  });
});

test('a sum is the same whatever the order of its values', () => {
  expect([totalOf([1e16, 1, 1, -1e16]).sum, totalOf([1, 1e16, -1e16, 1]).sum]).toEqual([2, 2]);
});
