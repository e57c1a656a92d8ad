import type { RepContact } from '@leadline/contracts';
import { Table } from './table.ts';

const rep = (name: string): RepContact => ({
  tenant: 'default',
  workspace: 'main',
  repId: name,
  name,
  email: `${name}@example.com`,
  phone: null,
});

const tableOf = (bound: { readonly maxRows?: number } = {}) =>
  new Table({ topic: 'rep.contact', rows: ({ name }, key) => [[key, name] as const], ...bound });

test('holds the newest row per key, without what a tombstone took', () => {
  const table = tableOf();
  table.take('a', rep('old'));
  table.take('a', rep('new'));
  table.take('b', rep('b'));
  table.take('c', rep('c'));
  table.take('c', null);
  expect([table.get('a'), table.get('b'), table.get('c')]).toEqual(['new', 'b', undefined]);
});

test('keeps no more rows than it may, the newest ones, and says so', () => {
  const table = tableOf({ maxRows: 2 });
  table.take('a', rep('a'));
  table.take('b', rep('b'));
  table.take('a', rep('a again'));
  expect(table.incomplete).toBe(false);
  table.take('c', rep('c'));
  expect([table.get('a'), table.get('b'), table.get('c')]).toEqual(['a again', undefined, 'c']);
  expect(table.incomplete).toBe(true);
});
