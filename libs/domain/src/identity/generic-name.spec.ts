import { companyKey, isGenericName } from './index.ts';

const isGeneric = (name: string): boolean => isGenericName(companyKey(name, (text) => text));

test.each([
  'Partners',
  'Bank',
  'The Group Ltd',
  'Consulting GmbH',
  'Media & Communications, Inc.',
  'Health Care Services LLC',
  'Digital Solutions Group',
  'Deutschland GmbH',
  'Self-employed',
  'Libero professionista',
  'Agence de communication',
])('%s tells no company', (name) => {
  expect(isGeneric(name)).toBe(true);
});

test.each([
  'Siemens',
  'Bain Partners',
  'Bank of America',
  'General Electric',
  'Deutsche Bank',
  'American Express',
  'Schmidt Consulting',
  'Energy Australia',
])('%s tells one', (name) => {
  expect(isGeneric(name)).toBe(false);
});
