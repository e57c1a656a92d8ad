import * as fc from 'fast-check';
import { decodeColumn, encodeColumn } from './columns.ts';

const value = fc.option(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }));

test('a column reads back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(value), fc.array(fc.constantFrom(3, 3, 4))), (values) => {
      expect(decodeColumn(encodeColumn(values), values.length)).toEqual(values);
    }),
  );
});

test('takes no more room than its range needs', () => {
  expect(encodeColumn([7, 7, 7])).toBe('6.0.');
  expect(encodeColumn([0, 62])).toBe('-1.1.B_');
  expect(encodeColumn([0, 63])).toBe('-1.2.ABBA');
  expect(encodeColumn([null, null])).toBe('0.1.AA');
  expect(encodeColumn([])).toBe('-1.0.');
});
