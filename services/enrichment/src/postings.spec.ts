import * as fc from 'fast-check';
import { Postings } from './postings.ts';

const VALUES = [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }] as const;
type Value = (typeof VALUES)[number];

test('a key has what was linked and not unlinked since, in that order', () => {
  const step = fc.record({
    link: fc.boolean(),
    key: fc.constantFrom('k', 'l'),
    value: fc.constantFrom(...VALUES),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const postings = new Postings<Value>();
      const expected = new Map([
        ['k', new Set<Value>()],
        ['l', new Set<Value>()],
      ]);
      for (const { link, key, value } of steps) {
        if (link) {
          postings.link(key, value);
          expected.get(key)!.add(value);
        } else {
          postings.unlink(key, value);
          expected.get(key)!.delete(value);
        }
      }
      for (const [key, values] of expected) {
        expect(postings.of(key)).toEqual([...values]);
        expect(postings.of(key, 2)).toEqual([...values].slice(0, 2));
        expect(postings.count(key)).toBe(values.size);
      }
    }),
    { numRuns: 500 },
  );
});
