import * as fc from 'fast-check';
import { isSlip } from './slip.ts';

test.each([
  ['a letter typed twice', 'saales', 'sales', true],
  ['a double letter typed once', 'proces', 'process', true],
  ['the key beside the one meant', 'ssles', 'sales', true],
  ['the key below it', 'szles', 'sales', true],
  ['two letters that changed places', 'slaes', 'sales', true],
  ['another letter', 'writer', 'waiter', false],
  ['a letter more', 'staler', 'saler', false],
  ['a key two away', 'sdles', 'sales', false],
  ['a first letter', 'dales', 'sales', false],
])('%s: "%s" for "%s"', (_meaning, typed, meant, expected) => {
  expect(isSlip(typed, meant)).toBe(expected);
});

test('a letter typed twice is a slip wherever it stands, and the same word is none of another letter', () => {
  const word = fc.stringMatching(/^[a-z]{5,6}$/);
  fc.assert(
    fc.property(word, fc.nat(4), (meant, at) => {
      expect(isSlip(meant.slice(0, at + 1) + meant.slice(at), meant)).toBe(true);
      const far = meant[1] === 'q' ? 'p' : 'q';
      const other = `${meant[0] ?? ''}${far}${meant.slice(2)}`;
      if (!'wa'.includes(meant[1] ?? '')) expect(isSlip(other, meant)).toBe(false);
    }),
  );
});
