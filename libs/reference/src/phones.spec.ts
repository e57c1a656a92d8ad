import * as fc from 'fast-check';
import { phoneOf } from './index.ts';

test.each([
  ['(415) 555-2671', 'US', '+14155552671', 'US'],
  ['+49 30 901820', null, '+4930901820', 'DE'],
  ['0049 30 901820', null, '+4930901820', 'DE'],
  ['030/901820', 'DE', '+4930901820', 'DE'],
  ['tel: +44 20 7946 0018', null, '+442079460018', 'GB'],
  ['+1 (416) 555-0134 ext. 12', 'US', '+14165550134', 'CA'],
  ['+49 (0) 30 901820', null, '+4930901820', 'DE'],
  ['(+49) 30 901820', null, '+4930901820', 'DE'],
  ['4930901820', 'DE', '+4930901820', 'DE'],
  ['＋４９　３０　９０１８２０', null, '+4930901820', 'DE'],
  ['\u202a+49 30 901820\u202c', null, '+4930901820', 'DE'],
  ['030 901820 / Büro', 'DE', '+4930901820', 'DE'],
  ['0113 496 0018', 'GB', '+441134960018', 'GB'],
  ['011 49 30 901820', 'US', '+4930901820', 'DE'],
])('"%s" seen from %s is %s in %s', (text, from, e164, country) => {
  expect(phoneOf(text, from)).toEqual({ e164, country });
});

test.each([
  ['', null],
  ['n/a', 'US'],
  ['123', 'US'],
  ['(415) 555-2671', null],
  ['4155552671', null],
  ['0000000000', 'US'],
  ['call me', 'DE'],
  ['+999 1234567', null],
])('"%s" seen from %s is no number', (text, from) => {
  expect(phoneOf(text, from)).toBeNull();
});

test('an unknown default country is as none', () => {
  expect(phoneOf('030 901820', 'ZZ')).toBeNull();
});

test('never throws, and an E.164 number reads as itself', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789+-() ext/.'.split('')) });
  fc.assert(
    fc.property(fc.oneof(fc.string(), digits), fc.constantFrom('US', 'DE', 'IN', null), (text, from) => {
      const phone = phoneOf(text, from);
      if (phone !== null) expect(phoneOf(phone.e164, null)).toEqual(phone);
    }),
    { numRuns: 1000 },
  );
});
