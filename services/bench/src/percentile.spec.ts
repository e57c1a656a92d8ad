import { middleWindow, windowsOf, middleSpread, spread } from './percentile.ts';

test('percentiles by nearest rank, in any order', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(spread(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99 });
  expect(spread([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7 });
  expect(spread([])).toBeNull();
});

const of = (p50: number, p95: number, p99: number) => ({ count: 10, p50, p95, p99 });

test('of several spreads each percentile is the middle one; what is missing is left out', () => {
  expect(middleSpread([of(1, 20, 300), of(3, 10, 100), null, of(2, 30, 200)])).toEqual({
    count: 30,
    p50: 2,
    p95: 20,
    p99: 200,
  });
  expect(middleSpread([null])).toBeNull();
});

test('a run falls into windows of five seconds, and what is left at its end into none', () => {
  const values = Array.from({ length: 27 }, (_, index) => index);
  const found = windowsOf(values, 2);
  expect(found.map(({ count, p50 }) => [count, p50])).toEqual([
    [10, 4],
    [10, 14],
  ]);
});

const medianWindows = (...medians: readonly number[]) =>
  medians.map((p50) => ({ count: 1, p50, p95: 0, p99: 100 - p50 }));

test('half of the windows are not above the middle one', () => {
  expect(middleWindow(medianWindows(9, 3, 5, 7), 'p50')).toBe(5);
  expect(middleWindow(medianWindows(9, 3, 5, 7, 1), 'p50')).toBe(5);
  expect(middleWindow(medianWindows(9, 3, 5, 7), 'p99')).toBe(93);
  expect(middleWindow([], 'p50')).toBeNaN();
});
