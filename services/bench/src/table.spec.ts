import { figure, table } from './table.ts';

test('names to the left, numbers to the right', () => {
  expect(table(['what', 'p50'], [['raw', '7'], ['hosted apart', '1,234'], ['none']])).toEqual([
    'what            p50',
    '------------  -----',
    'raw               7',
    'hosted apart  1,234',
    'none',
  ]);
});

test('figures keep three digits', () => {
  expect([12_345.6, 99.94, 9.876, 0, null, NaN].map(figure)).toEqual([
    '12,346',
    '99.9',
    '9.88',
    '0.00',
    '-',
    '-',
  ]);
});
