import { companyKey } from '@leadline/domain';
import { latin } from '@leadline/reference';
import { abbreviates, isShortForm, saidWords } from './short-form.ts';

const keyOf = (name: string): string => companyKey(name, latin);
const isShort = (said: string, name: string): boolean =>
  isShortForm(saidWords(said, keyOf(said)), keyOf(name));

test.each([
  ['ntwk', 'network'],
  ['tchnlgs', 'technologies'],
  ['mgmnt', 'management'],
  ['svce', 'services'],
  ['sols', 'solutions'],
  ['sols', 'solution'],
])('%s is short for %s', (short, long) => {
  expect(abbreviates(short, long)).toBe(true);
});

test.each([
  ['ntkw', 'network'],
  ['work', 'network'],
  ['n', 'network'],
  ['networks', 'network'],
])('%s is not short for %s', (short, long) => {
  expect(abbreviates(short, long)).toBe(false);
});

test.each([
  ['Darden Rest.', 'Darden Restaurants, Inc.', true],
  ['Darden Rest', 'Darden Restaurants, Inc.', true],
  ['Axxcelera Broa.', 'Axxcelera Broadband', true],
  ['Axxcelera Broa', 'Axxcelera Broadband', false],
  ['Darden Rest.', 'Darden Restaurants Europe', false],
  ['Darden Rest.', 'Darden Bars', false],
  ['PopCash Ntwk', 'PopCash Network', true],
  ['Axium Tchnlgs', 'Axium Technologies, Inc.', true],
  ['Data Mgmnt', 'Data Management', false],
  ['Cndr Group', 'Condor Group', false],
  ['Giant Elec.', 'Giant Electronics Ltd', true],
  ['D. R. Horton', 'Horton D R', false],
])('%s is short for %s: %s', (said, name, expected) => {
  expect(isShort(said, name)).toBe(expected);
});
