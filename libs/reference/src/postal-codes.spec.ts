import * as fc from 'fast-check';
import { postalPlace } from './index.ts';

test.each([
  ['SW1A 1AA', 'GB'],
  ['GY1 1AA', 'GG'],
  ['k1a 0b1', 'CA'],
  ['1012 AB', 'NL'],
  ['D-10115', 'DE'],
  ['A-1010', 'AT'],
  ['D02 X285', 'IE'],
  ['94105-1234', 'US'],
  ['01310-100', 'BR'],
  ['00-950', 'PL'],
  ['150-0001', 'JP'],
  ['1100-148', 'PT'],
])('the form of "%s" is that of %s alone', (code, country) => {
  expect(postalPlace(code, null)?.country).toBe(country);
});

test.each(['10115', '1010', '94105', '', 'n/a', 'ABC', '--'])(
  '"%s" could be of many countries, or of none',
  (code) => {
    expect(postalPlace(code, null)).toBeNull();
  },
);

test.each([
  ['94105', 'US-CA'],
  ['10001-0001', 'US-NY'],
  ['00000', null],
])('in the United States, %s is in %s', (code, region) => {
  expect(postalPlace(code, 'US')).toEqual({ country: 'US', region });
});

test('another country has no region from its code, and nothing throws', () => {
  expect(postalPlace('10115', 'DE')).toEqual({ country: 'DE', region: null });
  fc.assert(fc.property(fc.string(), (text) => void postalPlace(text, null)));
});
