import * as fc from 'fast-check';
import { moneyIn } from './index.ts';

test.each([
  ['1234', 1234, null],
  ['1,234.50', 1234.5, null],
  ['1.234,50', 1234.5, null],
  ["CHF 1'234.50", 1234.5, 'CHF'],
  ['€ 1.234.567', 1_234_567, 'EUR'],
  ['1 234,56 €', 1234.56, 'EUR'],
  ['$12.5k', 12_500, null],
  ['1,5 Mio. EUR', 1_500_000, 'EUR'],
  ['US$ 2m', 2_000_000, 'USD'],
  ['R$ 10,00', 10, 'BRL'],
  ['0.125', 0.125, null],
  ['-50', -50, null],
  ['12,5', 12.5, null],
  ['1,234,567', 1_234_567, null],
  ['5,- €', 5, 'EUR'],
])('"%s" is %d %s', (text, amount, currency) => {
  expect(moneyIn(text)).toEqual({ amount, currency });
});

test.each(['1.234', '1,234', '€ 12.500', "1'234"])(
  '"%s" may be thousands or a fraction, unless the mark is an apostrophe',
  (text) => {
    expect(moneyIn(text)).toEqual(text.includes("'") ? { amount: 1234, currency: null } : 'ambiguous');
  },
);

test.each(['', 'abc', '1.2.3', '1,2,3', '10-20', '5 EUR USD', 'call me at 12', '12 34 56', '1e5', '٣'])(
  '"%s" is no amount',
  (text) => {
    expect(moneyIn(text)).toBeNull();
  },
);

test('a plain number reads as itself, and no text throws', () => {
  fc.assert(
    fc.property(fc.nat(), (value) =>
      expect(moneyIn(String(value))).toEqual({ amount: value, currency: null }),
    ),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."0123456789.,' €$kMio-".split('')) }),
      (text) => void moneyIn(text),
    ),
  );
});
