import * as fc from 'fast-check';
import { giniOf } from './gini.ts';

test('nothing, and what is alike, is even; one who has all is as far from it as can be', () => {
  expect([giniOf([]), giniOf([0, 0]), giniOf([3, 3, 3])]).toEqual([0, 0, 0]);
  expect(giniOf([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
});

test('it is half the mean difference of any two by the mean, whatever the order and the unit', () => {
  const hours = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(hours, (values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const apart = values.flatMap((a) => values.map((b) => Math.abs(a - b)));
      const half = apart.reduce((sum, value) => sum + value, 0) / apart.length / 2;
      expect(giniOf(values)).toBeCloseTo(mean === 0 ? 0 : half / mean, 9);
      expect(giniOf(values.toReversed().map((value) => 7 * value))).toBeCloseTo(giniOf(values), 9);
    }),
  );
});
