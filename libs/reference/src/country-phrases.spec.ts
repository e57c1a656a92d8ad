import { companyKey, groupKey } from '@leadline/domain';
import { countryPhrases } from './country-phrases.ts';
import { latin } from './latin.ts';

const { anywhere, foreign } = countryPhrases();

test.each([
  'Siemens السعودية',
  'Siemens المملكة العربية السعودية LLC',
  'Siemens پاکستان Limited',
  'Siemens قطر',
  'Siemens عُمان',
  'Siemens Κύπρος ΑΕ',
  'Siemens 中国有限公司',
  'Siemens नेपाल',
  'Siemens საქართველო',
  'Siemens Trinidad & Tobago Ltd',
])('%s is of the group Siemens', (name) => {
  expect(groupKey(companyKey(name, latin), foreign)).toBe('siemens');
});

test.each(['Michael Jordan', 'Banco Chad', 'MAN', 'Delta Man'])('%s names no country', (name) => {
  const key = companyKey(name, latin);
  expect(groupKey(key, anywhere)).toBe(key);
});

test('a name of several words is a place in whatever letters', () => {
  expect(groupKey(companyKey('Siemens Arabia Saudita SA', latin), anywhere)).toBe('siemens');
});
