import { spread } from './percentile.ts';

test('percentiles by nearest rank, in any order', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(spread(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99 });
  expect(spread([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7 });
  expect(spread([])).toBeNull();
});
