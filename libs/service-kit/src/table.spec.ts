import type { RepContact } from '@leadline/contracts';
import { NewestRows, Table } from './table.ts';

const rep = (name: string): RepContact => ({
  tenant: 'default',
  workspace: 'main',
  repId: name,
  name,
  email: `${name}@example.com`,
  phone: null,
});

const tableOf = (kept = new Map<string, string>()) =>
  new Table({ topic: 'rep.contact', rows: ({ name }, key) => [[key, name] as const], kept });

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
  const rows = new NewestRows<string>(2);
  rows.set('a', 'a');
  rows.set('b', 'b');
  rows.set('a', 'a again');
  expect(rows.incomplete).toBe(false);
  rows.set('c', 'c');
  expect([rows.get('a'), rows.get('b'), rows.get('c')]).toEqual(['a again', undefined, 'c']);
  expect(rows.incomplete).toBe(true);
});
