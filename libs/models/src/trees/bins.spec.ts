import * as fc from 'fast-check';
import { binsOf } from './bins.ts';

const matrixOf = (values: readonly number[]) => ({
  size: values.length,
  columns: 1,
  features: Float32Array.from(values),
  oneHot: [],
});

test('a column of few values has a bin for each, parted halfway', () => {
  const { thresholds, slots } = binsOf(matrixOf([3, 1, 2, 1]));
  expect([...thresholds]).toEqual([1.5, 2.5, Infinity]);
  expect([...slots]).toEqual([2, 0, 1, 0]);
});

test('a category has a bin for each of its columns; what is in none of them is an error', () => {
  const matrix = { size: 2, columns: 3, features: Float32Array.of(0, 1, 0, 0, 0, 1), oneHot: [{ first: 0, size: 3 }] }; // prettier-ignore
  const { fields, slots, columns } = binsOf(matrix);
  expect(fields).toEqual([{ ordered: false, first: 0, end: 3 }]);
  expect([[...slots], [...columns]]).toEqual([[1, 2], [0, 1, 2]]); // prettier-ignore
  expect(() => binsOf({ ...matrix, features: new Float32Array(6) })).toThrow(RangeError);
});

test('a column of many values has 255 bins of about as many rows each', () => {
  const { slots, thresholds } = binsOf(
    matrixOf(Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 10_007)),
  );
  expect(thresholds).toHaveLength(255);
  const sizes = [...Map.groupBy(slots, (slot) => slot).values()].map((rows) => rows.length);
  expect(Math.max(...sizes)).toBeLessThan(45);
  expect(Math.min(...sizes)).toBeGreaterThan(30);
});

test('property: a row lies above a threshold exactly if it lies in a bin behind it', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 600 }), (values) => {
      const { slots, thresholds } = binsOf(matrixOf(values));
      for (const [row, value] of Float32Array.from(values).entries()) {
        expect(value).toBeLessThanOrEqual(thresholds[slots[row]!]!);
        if (slots[row]! > 0) expect(value).toBeGreaterThan(thresholds[slots[row]! - 1]!);
      }
    }),
  );
});
