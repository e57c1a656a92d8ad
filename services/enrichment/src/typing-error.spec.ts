import * as fc from 'fast-check';
import { isTypingError } from './typing-error.ts';

test.each([
  ['conviva', 'convivq'],
  ['conviva', 'conviv'],
  ['conviva', 'convivva'],
  ['conviva', 'covniva'],
  ['sonos', 'somos'],
  ['kaufman', 'caufman'],
  ['meyer', 'meier'],
  ['acme', 'acme'],
])('%s and %s differ by a slip', (a, b) => {
  expect(isTypingError(a, b)).toBe(true);
});

test.each([
  ['prolon', 'proton'],
  ['mediacell', 'medincell'],
  ['branch143', 'branch145'],
  ['branch14', 'branch143'],
  ['conviva', 'convenia'],
])('%s and %s are two words', (a, b) => {
  expect(isTypingError(a, b)).toBe(false);
});

test('it does not matter which of two words was meant', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'k', 'm', 's', 't', '1', '2'), maxLength: 14 });
  fc.assert(
    fc.property(word, word, (a, b) => expect(isTypingError(a, b)).toBe(isTypingError(b, a))),
    { numRuns: 2_000 },
  );
});
