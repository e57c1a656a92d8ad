import * as fc from 'fast-check';
import { withinOneEdit } from '../shared/text.ts';
import { compileSpelling, only } from './spelling.ts';

const isLong = (text: string): boolean => text.length >= 5;
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '中', '𝕒'), minLength: 0, maxLength: 8 });

test('finds what a comparison with each word finds', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), word, (words, text) => {
      const near = compileSpelling(words.map((one, entry) => [one, entry]));
      const wanted = words.flatMap((one, entry) =>
        isLong(text) && isLong(one) && withinOneEdit(text, one) ? [entry] : [],
      );
      expect([...near(text)].toSorted((a, b) => a - b)).toEqual(wanted);
    }),
    { numRuns: 2_000 },
  );
});

test('words that share a form come in the order in which they were given', () => {
  const near = compileSpelling([
    ['printer', 0],
    ['painter', 1],
    ['pointer', 2],
  ]);
  expect([...near('pinter')]).toEqual([0, 1, 2]);
});

test('one letter may be missing, too many, wrong or in its neighbour’s place', () => {
  const near = compileSpelling([['marketing', 7]]);
  for (const text of ['marketing', 'maketing', 'markketing', 'narketing', 'amrketing', 'marketin'])
    expect(only(near(text))).toBe(7);
  for (const text of ['market', 'maketin', 'gnitekram', '']) expect(near(text).size).toBe(0);
});

test('a text that is too short or too long is near to nothing, not even to itself', () => {
  const long = 'x'.repeat(61);
  const near = compileSpelling([
    ['abcd', 0],
    [long, 1],
  ]);
  expect(near('abcd').size + near(long).size).toBe(0);
});
