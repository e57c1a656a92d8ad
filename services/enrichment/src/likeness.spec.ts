import { jaroWinkler } from '@leadline/domain';
import * as fc from 'fast-check';
import { ALIKE, alphabetOf, likeness } from './likeness.ts';

const spelling = (letters: string) => ({ letters, alphabet: alphabetOf(letters) });

test('names that cannot be alike are not compared, and no others are left out', () => {
  expect(likeness(spelling('volkswagen'), spelling('beiersdorf'))).toBe(0);
  const letters = fc.string({
    unit: fc.constantFrom(...'a b c d e f g h 0 1 9'.split(' ')),
    minLength: 3,
    maxLength: 14,
  });
  const changed = fc.tuple(letters, fc.nat(14), fc.constantFrom('', 'a', 'z', '7')).map(([name, at, put]) => {
    const other = name.slice(0, at) + put + name.slice(at + 1);
    return [name, other === '' ? name : other] as const;
  });
  fc.assert(
    fc.property(fc.oneof(changed, fc.tuple(letters, letters)), ([a, b]) => {
      const exact = jaroWinkler(a, b);
      const found = likeness(spelling(a), spelling(b));
      expect(exact >= ALIKE ? found === exact : found < ALIKE).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});
