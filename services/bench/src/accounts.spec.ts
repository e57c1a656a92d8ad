import { chanceOf, companyNames } from './account-names.ts';
import { accountRows, measureAccounts } from './accounts.ts';

test('names are the same on every run, and many begin alike', () => {
  const names = companyNames(2_000, chanceOf(7));
  expect(companyNames(2_000, chanceOf(7))).toEqual(names);
  expect(new Set(names).size).toBe(2_000);
  const first = names.filter((name) => name.startsWith('First ')).length;
  expect(first).toBeGreaterThan(50);
});

test('leads of listed accounts are found, whatever way is measured', () => {
  // What is found is the same in each round, and no figure is quoted from here.
  const figures = measureAccounts(2_000, { warm: 0, counted: 1 });
  const found = Object.fromEntries(figures.lookups.map((each) => [each.by, each.found]));
  expect(found).toMatchObject({ domain: 1, name: 1 });
  expect(found['misspelt name']).toBeGreaterThan(0.9);
  expect(found['name of no account']).toBeLessThan(0.5);
  expect(figures.memoryMb).toBeGreaterThan(0);
  expect(accountRows(figures).join('\n')).toMatch(/^domain +\d.*\n[^]*2,000 accounts take .* MB\.$/m);
});
