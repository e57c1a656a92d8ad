import * as fc from 'fast-check';
import { areBounds, isBetween } from './between.ts';

test('a text lies between bounds if one of the spans holds it', () => {
  const word = fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', 'c') });
  const some = fc
    .uniqueArray(
      word.filter((text) => text !== ''),
      { maxLength: 12 },
    )
    .map((bounds) => bounds.toSorted());
  fc.assert(
    fc.property(some, word, (all, text) => {
      const bounds = all.length % 2 === 0 ? all : all.slice(1);
      const spans = bounds.flatMap((from, index) =>
        index % 2 === 0 ? [[from, bounds[index + 1]!] as const] : [],
      );
      expect(areBounds(bounds)).toBe(bounds.length > 0);
      expect(isBetween(text, bounds)).toBe(spans.some(([from, to]) => from <= text && text < to));
    }),
    { numRuns: 2000 },
  );
});
