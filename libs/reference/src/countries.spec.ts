import * as fc from 'fast-check';
import iso from 'i18n-iso-countries';
import { countryOf, languageOf } from './index.ts';

test.each([
  ['US', 'US'],
  ['usa', 'US'],
  ['U.S.A.', 'US'],
  ['840', 'US'],
  ['United States', 'US'],
  ['the united states of america', 'US'],
  ['  UNITED   KINGDOM ', 'GB'],
  ['uk', 'GB'],
  ['England', 'GB'],
  ['Deutschland', 'DE'],
  ['Allemagne', 'DE'],
  ['日本', 'JP'],
  ['Österreich', 'AT'],
  ['osterreich', 'AT'],
  ['Philipines', 'PH'],
  ['Untied States', 'US'],
  ['Korea', 'KR'],
  ['South Korea', 'KR'],
  ['Czech Republic', 'CZ'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ["Cote d'Ivoire", 'CI'],
  ['Trinidad & Tobago', 'TT'],
  ['Namibia', 'NA'],
  ['NA', 'NA'],
])('"%s" is %s', (text, code) => {
  expect(countryOf(text)).toBe(code);
});

test.each(['', ' ', '--', 'Please select', 'n/a', 'unknown', 'Atlantis', 'EMEA', 'constructor', 'Slovania'])(
  '"%s" names no country, or more than one',
  (text) => {
    expect(countryOf(text)).toBeNull();
  },
);

test('every ISO code and every English name finds its own country', () => {
  for (const code of Object.keys(iso.getAlpha2Codes())) {
    expect(countryOf(code)).toBe(code);
    expect(countryOf(iso.getName(code, 'en') ?? '')).toBe(code);
  }
});

test('any text gives a code of the list or null, and a code stays itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const code = countryOf(text);
      if (code !== null) expect(countryOf(code)).toBe(code);
    }),
  );
});

test.each([
  ['de-AT', 'de'],
  ['pt_BR', 'pt'],
  ['English', 'en'],
  ['Deutsch', 'de'],
  ['EN', 'en'],
  ['klingon', null],
  ['', null],
  ['constructor', null],
])('language "%s" is %s', (text, code) => {
  expect(languageOf(text)).toBe(code);
});
