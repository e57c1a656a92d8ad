import * as fc from 'fast-check';
import { withinOneEdit } from './text.ts';

test.each([
  ['gmail', 'gmail'],
  ['gmial', 'gmail'],
  ['gmal', 'gmail'],
  ['gmaill', 'gmail'],
  ['gmaik', 'gmail'],
])('%s is within one edit of %s', (a, b) => {
  expect(withinOneEdit(a, b)).toBe(true);
});

test.each([
  ['gamli', 'gmail'],
  ['gm', 'gmail'],
  ['liamg', 'gmail'],
  ['', 'ab'],
])('%s is not within one edit of %s', (a, b) => {
  expect(withinOneEdit(a, b)).toBe(false);
});

test('symmetric', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(fc.property(short, short, (a, b) => expect(withinOneEdit(a, b)).toBe(withinOneEdit(b, a))));
});
