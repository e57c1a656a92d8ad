import * as fc from 'fast-check';
import { bandOf, companySizeOf, compileVocabulary, headcountOf } from './index.ts';

const words = compileVocabulary({
  name: 'company-size',
  confidence: { exact: 1, name: 0.98, word: 0.75, part: 0.75, misspelt: 0.7 },
  entries: [
    { value: '11-50', code: null, names: ['nov 50'], words: ['small'] },
    { value: '51-200', code: null, names: [], words: ['KMU', 'medium'] },
  ],
});

test.each([
  ['51-200', '51-200', 101],
  ['51 – 200 employees', '51-200', 101],
  ['11 bis 50', '11-50', 23],
  ['1 à 10 salariés', '1-10', 3],
  ['1,001-5,000', '1001-5000', 2237],
  ['1.001 - 5.000', '1001-5000', 2237],
  ['250', '201-500', 250],
  ['1,200', '1001-5000', 1200],
  ["1'200", '1001-5000', 1200],
  ['10k+', '5001-10000', null],
  ['10,001+', '10001+', null],
  ['> 1000', '501-1000', null],
  ['über 500 Mitarbeiter', '201-500', null],
  ['more than 5,000 people', '1001-5000', null],
  ['<10', '1-10', 3],
  ['up to 50', '1-10', 7],
  ['100-250', '51-200', 158],
  ['Nov-50', '11-50', null],
  ['KMU', '51-200', null],
  ['Medium-sized business', '51-200', null],
])('"%s" is band %s, headcount %s', (text, band, headcount) => {
  expect(companySizeOf(text, words)?.value).toBe(band);
  expect(headcountOf(text)).toBe(headcount);
});

test.each(['', 'many', '0', '-5', '5-1', '2025-01-01', '99999999999', '10 20 30', 'n/a'])(
  '"%s" says no size',
  (text) => {
    expect(companySizeOf(text, words)).toBeNull();
  },
);

test('a range across two bands is less sure than one within a band', () => {
  expect(companySizeOf('60-150', words)?.confidence).toBe(0.98);
  expect(companySizeOf('100-400', words)).toMatchObject({ match: 'fuzzy', confidence: 0.7 });
});

test('a band is its own band', () => {
  for (const size of [1, 10, 11, 50, 200, 500, 1000, 5000, 10_000, 10_001, 2_000_000]) {
    const band = bandOf(size) ?? '';
    expect(companySizeOf(band, words)).toMatchObject({ value: band, match: 'exact', confidence: 1 });
  }
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
      const found = companySizeOf(text, words)?.value;
      if (found !== undefined) expect(companySizeOf(found, words)?.value).toBe(found);
    }),
  );
});
