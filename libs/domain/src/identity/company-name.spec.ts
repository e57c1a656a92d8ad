import * as fc from 'fast-check';
import { acronymOf, companyKey, groupKey } from './company-name.ts';

const latin = (text: string): string => text;
const key = (name: string): string => companyKey(name, latin);

test.each([
  ['ACME Corp.', 'acme'],
  ['Acme Corporation', 'acme'],
  ['Müller GmbH & Co. KG', 'muller'],
  ['Co', 'co'],
  ['The Acme Company Ltd', 'acme'],
  ['--', ''],
  ['Pirelli & C. S.p.A.', 'pirelli'],
  ['Novák spol. s r.o.', 'novak'],
  ['Kowalski Sp. z o.o.', 'kowalski'],
  ['Grupo Bimbo, S.A.B. de C.V.', 'grupo bimbo'],
  ['Tacos S. de R.L. de C.V.', 'tacos'],
  ['Maersk A/S', 'maersk'],
  ['OOO Romashka', 'romashka'],
  ['PT Astra International Tbk', 'astra international'],
  ['トヨタ自動車株式会社', 'トヨタ自動車'],
  ['Acme Pty. Ltd.', 'acme'],
  ['Acme Sdn. Bhd.', 'acme'],
  ['Boeing Company, The', 'boeing'],
  ['Acme Tech Intl Inc', 'acme technologies international'],
  ['A.B.B. Group', 'abb group'],
  ['A B B Group', 'abb group'],
  ['Smith & Sons', 'smith and sons'],
  ['Johnson & Johnson', 'johnson and johnson'],
  ['Tiffany & Co.', 'tiffany'],
  ['PG&E Corp', 'pg and e'],
  ['CRH Public Limited Company', 'crh'],
  ['Point S Tbk', 'point s'],
  ['Acme Co.Ltd', 'acme'],
  ['Acme Berhad', 'acme'],
])('"%s" is the company "%s"', (name, expected) => {
  expect(key(name)).toBe(expected);
});

test.each([
  ['Siemens Deutschland GmbH', 'siemens'],
  ['Siemens (UK) Holdings plc', 'siemens'],
  ['Siemens Ltd. (UK)', 'siemens'],
  ['Global Group', 'global'],
  ['American Express', 'american express'],
  ['Siemens North America Inc.', 'siemens'],
  ['Siemens Hrvatska d.o.o.', 'siemens'],
  ['Siemens United Arab Emirates LLC', 'siemens'],
  ['Siemens Czech Republic s.r.o.', 'siemens'],
  ['Siemens New Zealand Ltd', 'siemens'],
  ['Costa Rica', 'costa rica'],
  ['First Republic', 'first republic'],
  ['PSD Bank West', 'psd bank west'],
  ['Siemens Group International (Ireland) Ltd', 'siemens'],
])('"%s" belongs to the group "%s"', (name, expected) => {
  expect(groupKey(key(name))).toBe(expected);
});

test('companies of three words or more have an acronym', () => {
  expect([acronymOf(key('International Business Machines Corp.')), acronymOf(key('Acme Works Ltd'))]).toEqual(
    ['ibm', null],
  );
});

test('the key of a key is itself, with whatever text and legal forms', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom(
      'Inc',
      'AG',
      '& Co',
      'the',
      'S.A.',
      'de',
      'C.V.',
      'ООО',
      'OOO',
      'tech',
      'Intl',
      '有限公司',
      'y',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const once = key(words.join(' '));
      expect(key(once)).toBe(once);
      expect(groupKey(groupKey(once))).toBe(groupKey(once));
    }),
    { numRuns: 5000 },
  );
});
