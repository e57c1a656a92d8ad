import * as fc from 'fast-check';
import { postcodeValidator } from 'postcode-validator';
import { postalArea, postalForm, postalRange } from '../index.ts';
import { POSTAL_COUNTRIES } from './forms.ts';

test.each([
  ['80331', 'DE', 'DE-80331'],
  [' d-80331 ', 'DE', 'DE-80331'],
  ['８０３３１', 'DE', 'DE-80331'],
  ['01067', 'DE', 'DE-01067'],
  ['94105-1234', 'US', 'US-94105'],
  ['SW1A 1AA', 'GB', 'GB-SW1A 1'],
  ['sw1a1aa', 'GB', 'GB-SW1A 1'],
  ['M1 1AE', 'GB', 'GB-M1 1'],
  ['m11ae', 'GB', 'GB-M1 1'],
  ['M11 1AE', 'GB', 'GB-M11 1'],
  ['SW1A', 'GB', 'GB-SW1A'],
  ['k1a0b1', 'CA', 'CA-K1A'],
  ['1012 AB', 'NL', 'NL-1012'],
  ['D02 X285', 'IE', 'IE-D02'],
  ['SE-111 22', 'SE', 'SE-11122'],
  ['00-950', 'PL', 'PL-00950'],
  ['150-0001', 'JP', 'JP-150'],
  ['C1425CLA', 'AR', 'AR-1425'],
])('%s of %s is in %s: what tells a street is dropped', (code, country, area) => {
  expect(postalArea(code, country)).toBe(area);
});

test.each([
  ['8033', 'DE'],
  ['F-75001', 'DE'],
  ['M1 1', 'GB'],
  ['80331', 'GB'],
  ['n/a', 'DE'],
  ['', 'US'],
  ['12345', 'AE'],
])('%s is no postal code of %s', (code, country) => {
  expect(postalArea(code, country)).toBeNull();
});

test('a code that a country cannot have is in no area of it, and whatever comes, no house is told', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...POSTAL_COUNTRIES), (text, country) => {
      const area = postalArea(text, country);
      expect(area?.length ?? 0).toBeLessThanOrEqual('GB-SW1A 1'.length);
    }),
  );
});

const codes = (digits: number) =>
  Array.from({ length: 10 ** digits / 10 }, (_, n) => String(10 * n).padStart(digits, '0'));

const alike = (country: string, digits: number) => codes(digits).some((code) => isKnown(code, country));

test('the forms agree with what postcode-validator knows of countries with digits alone', () => {
  const whole = POSTAL_COUNTRIES.flatMap((country) => {
    const form = postalForm(country);
    return form?.kind === 'digits' && form.more.source === '^$' ? [{ country, digits: form.digits }] : [];
  });
  expect(whole.length).toBeGreaterThan(80);
  expect(
    whole.filter(({ country, digits }) => !alike(country, digits)).map(({ country }) => country),
  ).toEqual([]);
});

test.each([
  ['DE', '80331', ['80331'], ['80330', '80332', '8033']],
  ['DE', '80*', ['80000', '80999'], ['81000', '79999']],
  ['DE', '80000-81999', ['80000', '81999'], ['79999', '82000']],
  ['DE', '80 – 81', ['80000', '81999'], ['82000']],
  ['NL', '1012', ['1012'], ['1013']],
  ['GB', 'M', ['M1', 'M1 1', 'M25 9'], ['ME1 1', 'N1']],
  ['GB', 'SW1', ['SW1', 'SW1A 1', 'SW1Y'], ['SW10 1', 'SW2']],
  ['GB', 'SW1A 1', ['SW1A 1'], ['SW1A 2', 'SW1A']],
  ['GB', 'M1*', ['M1 1', 'M11', 'M19 2'], ['M2']],
  ['GB', 'M9-M11', ['M9', 'M10 1', 'M11'], ['M1', 'M12', 'M90']],
  ['GB', 'SW1A-SW1E', ['SW1A 1', 'SW1E 9'], ['SW1H', 'SW1']],
  ['CA', 'K1A-K4Z', ['K1A', 'K2B', 'K4Z'], ['K5A', 'J9Z']],
  ['CA', 'k', ['K1A'], ['L1A']],
  ['IE', 'D01-D24', ['D02', 'D24'], ['D6W', 'A65']],
])('in %s, %s is %j and not %j', (country, text, inside, outside) => {
  expect(inside.filter((area) => !isIn(country, text, area))).toEqual([]);
  expect(outside.filter((area) => isIn(country, text, area))).toEqual([]);
});

test.each([
  ['DE', '80', /write 80\* for all that begin with 80/],
  ['DE', '81999-80000', /81999 comes after 80000/],
  ['DE', '8000-81999', /as many as in the other/],
  ['DE', 'SW1A', /has 5 digits/],
  ['DE', '*', /has 5 digits/],
  ['PL', '00-950', /without hyphens/],
  ['PL', '00-950-00-999', /several hyphens/],
  ['NL', '1012 AB', /tells a street .*write 1012/],
  ['GB', 'SW1A 1AA', /tells a street/],
  ['GB', '80*', /no postal area of GB begins with 80/],
  ['GB', 'M-N', /of the same form and differ in the last/],
  ['GB', 'M9-M1', /M9 comes after M1/],
  ['CA', 'K1-K1A', /same form/],
  ['AE', '1', /AE has no postal areas; these have: AF/],
])('in %s, %s is refused', (country, text, problem) => {
  const range = postalRange(country, text);
  expect(range.ok ? range.spans : range.problem).toMatch(problem);
});

test('a range of digits holds the codes between its ends and no other', () => {
  const code = fc.integer({ min: 0, max: 99_999 });
  fc.assert(
    fc.property(code, code, code, (a, b, n) => {
      const [from, to, area] = [Math.min(a, b), Math.max(a, b), n].map((one) => String(one).padStart(5, '0'));
      expect(isIn('DE', `${from}-${to}`, area!)).toBe(n >= Math.min(a, b) && n <= Math.max(a, b));
    }),
  );
});

function isIn(country: string, text: string, area: string): boolean {
  const range = postalRange(country, text);
  if (!range.ok) throw new Error(range.problem);
  const full = `${country}-${area}`;
  return range.spans.some(([from, to]) => from <= full && full < to);
}

/** By the library; forms with a space or hyphen in the middle, too. */
function isKnown(code: string, country: string): boolean {
  const forms = [code, `${code.slice(0, 3)} ${code.slice(3)}`, `${code.slice(0, 2)}-${code.slice(2)}`];
  return forms.some((one) => postcodeValidator(one, country));
}
