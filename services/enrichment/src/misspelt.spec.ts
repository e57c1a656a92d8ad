import { isMisspelt, isMisspeltAlone } from './misspelt.ts';

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

const isTelling = (key: string): boolean => key !== 'trade';

test.each([
  ['conviva', 'convivq', true],
  ['acxiom', 'aciom', true],
  ['neustar', 'enustar', true],
  ['denso', 'demso', true],
  ['tuya smart', 'tuya smrt', true],
  ['visa', 'vsia', false],
  ['clever push', 'clever pus', true],
  ['trade desk', 'trade desl', false],
  ['cf industries', 'rf industries', false],
  ['delta', 'zelta', false],
  ['delta', 'dalto', false],
])('%s and %s, with no third near, are one name with one typing error: %s', (a, b, expected) => {
  expect(isMisspeltAlone(a, b, isTelling)).toBe(expected);
  expect(isMisspeltAlone(b, a, isTelling)).toBe(expected);
});
