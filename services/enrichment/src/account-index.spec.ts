import * as fc from 'fast-check';
import { account } from '../test/lead.ts';
import { AccountIndex } from './account-index.ts';

const scope = { tenant: 'default', workspace: 'main' };

function indexOf(...accounts: readonly ReturnType<typeof account>[]): AccountIndex {
  const index = new AccountIndex();
  for (const each of accounts) index.put(each.accountId, each);
  return index;
}

test('an account is found by id, domain, and name in any spelling', () => {
  const acme = account({
    name: 'Acme Corporation',
    domain: 'https://www.acme.io',
    ownerRepId: 'rep-1',
    country: 'Philipines',
  });
  const index = indexOf(acme);
  const place = { country: 'PH', timeZone: 'Asia/Manila' };
  expect(index.byId(scope, acme.accountId)).toMatchObject({ ownerRepId: 'rep-1', domain: 'acme.io', place });
  expect(index.byDomain(scope, 'acme.io')?.accountId).toBe(acme.accountId);
  expect(index.byName(scope, 'ACME Corp.')?.accountId).toBe(acme.accountId);
});

test('accounts of another tenant or workspace are not found', () => {
  const index = indexOf(account({ accountId: 'a', name: 'Acme', domain: 'acme.io' }));
  for (const other of [
    { ...scope, tenant: 'other' },
    { ...scope, workspace: 'other' },
  ]) {
    expect([index.byId(other, 'a'), index.byDomain(other, 'acme.io'), index.byName(other, 'Acme')]).toEqual([
      null,
      null,
      null,
    ]);
  }
});

test('a name or domain that two accounts share finds neither, until one goes', () => {
  const [one, two] = [
    account({ name: 'Acme', domain: 'acme.io' }),
    account({ name: 'Acme Ltd', domain: 'acme.io' }),
  ];
  const index = indexOf(one, two);
  expect([index.byName(scope, 'Acme'), index.byDomain(scope, 'acme.io')]).toEqual([null, null]);
  index.put(two.accountId, null);
  expect(index.byName(scope, 'Acme')?.accountId).toBe(one.accountId);
  expect(index.byDomain(scope, 'acme.io')?.accountId).toBe(one.accountId);
});

test('free mail domains and names without letters find nothing', () => {
  const index = indexOf(account({ name: '--', domain: 'gmail.com' }));
  expect([index.byDomain(scope, 'gmail.com'), index.byName(scope, '')]).toEqual([null, null]);
});

test('a changed account is no longer found under what it was', () => {
  const acme = account({ name: 'Acme', domain: 'acme.io' });
  const index = indexOf(acme, { ...acme, name: 'Bolt', domain: 'bolt.io' });
  expect(index.size).toBe(1);
  expect([index.byName(scope, 'Acme'), index.byDomain(scope, 'acme.io')]).toEqual([null, null]);
  expect(index.byName(scope, 'Bolt')?.accountId).toBe(acme.accountId);
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
        expect(index.byName(scope, name)?.accountId ?? null).toBe(holders.length === 1 ? holders[0] : null);
      }
    }),
  );
});
