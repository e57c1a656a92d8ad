import { array, assert, boolean, constantFrom, infiniteStream, property } from 'fast-check';
import { aligned } from './align.ts';

const same = (a: string, b: string): boolean => a === b;
const lists = array(constantFrom('x', 'y', 'z'), { maxLength: 8 });
const counts = (list: readonly (string | null)[]) =>
  ['x', 'y', 'z'].map((one) => list.filter((other) => other === one).length);

test('the second list stays in its order, nothing is lost, and only equals are joined', () => {
  assert(
    property(lists, lists, (as, bs) => {
      const pairs = aligned(as, bs, same);
      expect(pairs.map(({ b }) => b).filter((b) => b !== null)).toEqual(bs);
      expect(counts(pairs.map(({ a }) => a))).toEqual(counts(as));
      for (const { a, b } of pairs) expect(a === null || b === null || a === b).toBe(true);
    }),
  );
});

test('what is missing on one side costs no other pair', () => {
  assert(
    property(lists, infiniteStream(boolean()), (bs, kept) => {
      const as = bs.filter(() => kept.next().value);
      expect(aligned(as, bs, same).filter(({ a, b }) => a !== null && b !== null)).toHaveLength(as.length);
    }),
  );
});
