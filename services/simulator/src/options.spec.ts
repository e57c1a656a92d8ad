import { seedsOf } from './options.ts';

test('seeds are the first so many, or from one to another', () => {
  expect(seedsOf('3')).toEqual([1, 2, 3]);
  expect(seedsOf('17-19')).toEqual([17, 18, 19]);
  expect(seedsOf('5-5')).toEqual([5]);
});

test.each(['', '0', '-3', '3-', '9-7', '0-4', '1.5', 'all'])(
  'given %p, it is said what seeds may be',
  (text) => {
    expect(() => seedsOf(text)).toThrow(/^--seeds must be a whole number from 1, or .* not /);
  },
);
