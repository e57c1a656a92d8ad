import * as fc from 'fast-check';
import { account } from '../test/lead.ts';
import { AccountIndex, type CompanyQuery } from './account-index.ts';

const scope = { tenant: 'default', workspace: 'main' };

function indexOf(...accounts: readonly ReturnType<typeof account>[]): AccountIndex {
  const index = new AccountIndex();
  for (const each of accounts) index.put(each.accountId, each);
  return index;
}

const find = (index: AccountIndex, query: Partial<CompanyQuery>, where = scope) =>
  index.find(where, { accountId: null, domain: null, name: null, ...query });
const ids = (accounts: readonly { readonly accountId: string }[]) =>
  accounts.map(({ accountId }) => accountId);

test('an account is found by id, domain, and name in any spelling', () => {
  const acme = account({
    name: 'Acme Corporation',
    domain: 'https://www.acme.io',
    ownerRepId: 'rep-1',
    country: 'Philipines',
  });
  const index = indexOf(acme);
  const place = { country: 'PH', timeZone: 'Asia/Manila' };
  expect(find(index, { accountId: acme.accountId }).byId).toMatchObject({
    ownerRepId: 'rep-1',
    domain: 'acme.io',
    place,
  });
  expect(ids(find(index, { domain: 'acme.io' }).byDomain)).toEqual([acme.accountId]);
  expect(ids(find(index, { name: 'ACME Corp.' }).byName)).toEqual([acme.accountId]);
});

test.each([
  ['Яндекс', 'Yandeks LLC', 'byName'],
  ['Siemens AG', 'Siemens Deutschland GmbH', 'byGroup'],
  ['Siemens Holdings plc', 'Siemens (UK) Ltd', 'byGroup'],
  ['International Business Machines Corp.', 'IBM', 'alike'],
  ['IBM', 'International Business Machines Corp.', 'alike'],
  ['EssilorLuxottica SA', 'Essilor Luxotica', 'alike'],
  ['Volkswagen AG', 'Volkwsagen', 'bySpelling'],
  ['EssilorLuxottica SA', 'Essilor Luxottica', 'bySpelling'],
  ['CF Industries', 'RF Industries', 'alike'],
  ['Siemens AG', 'Siemens Energy AG', 'alike'],
  ['Capital One Financial Corp', 'Capital One', 'alike'],
  ['Acxiom', 'Aciom', 'bySpelling'],
  ['Visa', 'Vosa', 'alike'],
  ['PopCash Network', 'PopCash Ntwk', 'bySpelling'],
  ['Müller Maschinenfabrik', 'Mueller Maschinenfabrik', 'bySpelling'],
  ['Mueller', 'Müller', 'bySpelling'],
  ['Allied Irish Banks Association', 'AIBA', 'bySpelling'],
  ['АКМЕ Технолоджиз', 'Akme Tekhnolodzhyz', 'bySpelling'],
  ['Magnolia Trade House', 'Магнолия Трейд Хаус', 'bySpelling'],
  ['العثيم مول', 'Al Othaim Mall', 'bySpelling'],
  ['Horton D R Inc', 'D. R. Horton', 'byName'],
] as const)('%s is found for %s: %s', (name, said, way) => {
  const index = indexOf(account({ accountId: 'a', name }), account({ accountId: 'b', name: 'Globex' }));
  expect(ids(find(index, { name: said })[way])).toEqual(['a']);
});

test.each([
  ['Siemens AG', 'Simon Energy AG'],
  ['First Bancorp', 'First Bank'],
  ['Acme', 'Acne Studios'],
])('%s is not found for %s', (name, said) => {
  const { byName, byGroup, bySpelling, alike } = find(indexOf(account({ name })), { name: said });
  expect([byName, byGroup, bySpelling, alike]).toEqual([[], [], [], []]);
});

test.each([
  ['Partners Group', 'Partners'],
  ['Bank Deutschland AG', 'Bank'],
  ['Consulting GmbH', 'Consulting Ltd'],
  ['Communications Inc', 'Comunications'],
])('%s is no more than possible for %s, which tells no company', (name, said) => {
  const { byName, byGroup, bySpelling, alike } = find(indexOf(account({ accountId: 'a', name })), {
    name: said,
  });
  expect([byName, byGroup, bySpelling, ids(alike)]).toEqual([[], [], [], ['a']]);
});

test('a name of one word tells no company where many accounts have it, and tells one again when they are gone', () => {
  const index = indexOf(account({ accountId: 'a', name: 'Volksbank Deutschland eG' }));
  const towns = Array.from({ length: 20 }, (_, at) => account({ name: `Volksbank Town${at}` }));
  const volksbank = () => find(index, { name: 'Volksbank' });
  expect(ids(volksbank().byGroup)).toEqual(['a']);
  for (const town of towns) index.put(town.accountId, town);
  expect([volksbank().byGroup, ids(volksbank().alike)[0]]).toEqual([[], 'a']);
  expect(ids(find(index, { name: 'Volksbank Town3' }).byName)).toEqual([towns[3]!.accountId]);
  for (const town of towns) index.put(town.accountId, null);
  expect(ids(volksbank().byGroup)).toEqual(['a']);
});

test('a name that a company calls itself in its domain is its own', () => {
  const zeiss = account({ accountId: 'z', name: 'Carl Zeiss AG', domain: 'zeiss.com' });
  const index = indexOf(zeiss, account({ name: 'Carl Gustav Zeiss Stiftung' }));
  expect(ids(find(index, { name: 'Zeiss' }).bySpelling)).toEqual(['z']);
});

test('a short name with a typing error is sure only where no other account is near', () => {
  const acxiom = account({ accountId: 'a', name: 'Acxiom' });
  const index = indexOf(acxiom, account({ accountId: 'b', name: 'Acion' }));
  expect(find(index, { name: 'Aciom' })).toMatchObject({ bySpelling: [], alike: [{}, {}] });
});

test('who has the name in the domain, too, has not misspelt it', () => {
  const index = indexOf(account({ accountId: 'v', name: 'Volkswagen AG' }));
  const found = (domain: string | null) => find(index, { name: 'Volkswahen', domain });
  expect([ids(found('gmx.de').bySpelling), ids(found(null).bySpelling)]).toEqual([['v'], ['v']]);
  expect(found('volkswahen.de')).toMatchObject({ bySpelling: [], alike: [{ accountId: 'v' }] });
});

test('a generic name says nothing against the account of the domain', () => {
  const [acme, bank] = [account({ name: 'Acme', domain: 'acme.io' }), account({ name: 'Bank' })];
  expect(find(indexOf(acme, bank), { domain: 'acme.io', name: 'Bank' })).toMatchObject({
    byDomain: [{ accountId: acme.accountId }],
    byName: [],
  });
});

test('accounts of another tenant or workspace are not found', () => {
  const index = indexOf(account({ accountId: 'a', name: 'Acme', domain: 'acme.io' }));
  const nothing = { byId: null, byDomain: [], byName: [], byGroup: [], bySpelling: [], alike: [] };
  for (const other of [
    { ...scope, tenant: 'other' },
    { ...scope, workspace: 'other' },
  ])
    expect(find(index, { accountId: 'a', domain: 'acme.io', name: 'Acme' }, other)).toEqual(nothing);
});

test('a name or domain that two accounts share finds both, until one goes', () => {
  const [one, two] = [
    account({ name: 'Acme', domain: 'acme.io' }),
    account({ name: 'Acme Ltd', domain: 'acme.io' }),
  ];
  const index = indexOf(one, two);
  const both = [one.accountId, two.accountId];
  expect(find(index, { name: 'Acme', domain: 'acme.io' })).toMatchObject({
    byDomain: both.map((accountId) => ({ accountId })),
    byName: both.map((accountId) => ({ accountId })),
  });
  index.put(two.accountId, null);
  expect(ids(find(index, { name: 'Acme' }).byName)).toEqual([one.accountId]);
  expect(ids(find(index, { domain: 'acme.io' }).byDomain)).toEqual([one.accountId]);
});

test('free mail domains and names without letters find nothing', () => {
  const index = indexOf(account({ name: '--', domain: 'gmail.com' }));
  expect(find(index, { domain: 'gmail.com', name: '--' })).toMatchObject({ byDomain: [], byName: [] });
});

test('a changed account is no longer found under what it was', () => {
  const acme = account({ name: 'Acme', domain: 'acme.io' });
  const index = indexOf(acme, { ...acme, name: 'Bolt', domain: 'bolt.io' });
  expect(index.size).toBe(1);
  expect(find(index, { name: 'Acme', domain: 'acme.io' })).toMatchObject({ byDomain: [], byName: [] });
  expect(ids(find(index, { name: 'Bolt' }).byName)).toEqual([acme.accountId]);
});

test('whatever came before, the last record of each key decides', () => {
  const records = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      name: fc.constantFrom('Acme', 'Bolt', 'Cargo', null),
    }),
  );
  fc.assert(
    fc.property(records, (history) => {
      const index = new AccountIndex();
      const last = new Map<string, string | null>();
      for (const { key, name } of history) {
        index.put(key, name === null ? null : account({ accountId: key, name }));
        last.set(key, name);
      }
      for (const name of ['Acme', 'Bolt', 'Cargo']) {
        const holders = [...last].filter(([, held]) => held === name).map(([key]) => key);
        expect(ids(find(index, { name }).byName).toSorted()).toEqual(holders.toSorted());
      }
    }),
  );
});
