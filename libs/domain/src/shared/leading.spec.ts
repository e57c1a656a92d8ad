import * as fc from 'fast-check';
import { leading } from './leading.ts';

const order = (a: { readonly by: number }, b: { readonly by: number }): number => a.by - b.by;

test('the first by an order are those of all in order, equals in the order in which they came', () => {
  const some = fc.array(fc.record({ by: fc.nat({ max: 5 }), id: fc.nat() }), { maxLength: 40 });
  fc.assert(
    fc.property(some, fc.nat({ max: 45 }), (all, count) => {
      expect(leading(all, order, count)).toEqual(all.toSorted(order).slice(0, count));
    }),
  );
});
