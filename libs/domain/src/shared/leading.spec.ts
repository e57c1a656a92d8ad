import * as fc from 'fast-check';
import { leading } from './leading.ts';

test('the first by an order are those of all in order, equals in the order in which they came', () => {
  const some = fc.array(fc.record({ by: fc.nat({ max: 5 }), id: fc.nat() }), { maxLength: 40 });
  fc.assert(
    fc.property(some, fc.nat({ max: 45 }), (all, count) => {
      const order = (a: { by: number }, b: { by: number }): number => a.by - b.by;
      expect(leading(all, order, count)).toEqual(all.toSorted(order).slice(0, count));
    }),
  );
});
