import { isMisspelt } from './misspelt.ts';

test.each([
  ['volkswagen', 'volkwsagen', true],
  ['essilor luxottica', 'essilorluxottica', true],
  ['boston scientific', 'bosotn scientific', true],
  ['cf industries', 'rf industries', false],
  ['visa', 'vsia', false],
  ['boston scientific', 'bosotn scienitfic', false],
  ['boston scientific', 'boston scientific group', false],
  ['united airlines', 'delta airlines', false],
])('%s and %s are one name with one typing error: %s', (a, b, expected) => {
  expect(isMisspelt(a, b)).toBe(expected);
  expect(isMisspelt(b, a)).toBe(expected);
});
