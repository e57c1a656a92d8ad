import { middleSpread, spread } from './percentile.ts';

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
