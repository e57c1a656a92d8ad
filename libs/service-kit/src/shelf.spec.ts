import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { Shelf } from './shelf.ts';

const key = fc.constantFrom('a', 'b', 'b\0', 'c', 'ü', 'zz', '');
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, value: fc.array(fc.integer(), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({ kind: fc.constant('values' as const) }),
);

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const inOrder = <V>(rows: Map<string, V>): V[] =>
  [...rows].toSorted(([a], [b]) => byBytes(a, b)).map(([, value]) => value);

test('holds what a Map holds, however little of it is in memory', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (steps, hotRows) => {
      const shelf = new Shelf(hotRows);
      const rows = shelf.rows<readonly number[]>();
      const other = shelf.rows<string>();
      const model = new Map<string, readonly number[]>();
      other.set('a', 'untouched');
      for (const one of steps) {
        if (one.kind === 'set') {
          rows.set(one.key, one.value);
          model.set(one.key, one.value);
        } else if (one.kind === 'delete') {
          rows.delete(one.key);
          model.delete(one.key);
        } else if (one.kind === 'get') {
          expect(rows.get(one.key)).toEqual(model.get(one.key));
          expect(rows.has(one.key)).toBe(model.has(one.key));
        } else expect([...rows.values()]).toEqual(inOrder(model));
      }
      expect([...rows.values()]).toEqual(inOrder(model));
      expect([...other.values()]).toEqual(['untouched']);
      shelf.close();
    }),
  );
});

test('goes through more rows than a page, which may change meanwhile', () => {
  const shelf = new Shelf(10);
  const rows = shelf.rows<number>();
  for (let index = 0; index < 1_234; index += 1) rows.set(String(index).padStart(5, '0'), index);
  let expected = 0;
  for (const value of rows.values()) {
    expect(value).toBe(expected);
    rows.delete(String(expected).padStart(5, '0'));
    expected += 1;
  }
  expect(expected).toBe(1_234);
  expect([...rows.values()]).toEqual([]);
  shelf.close();
});

/** What is made, and the database that was opened for it. */
function withDatabase<T>(make: () => T): readonly [made: T, database: DatabaseSync] {
  const before = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'exec')!;
  const opened: DatabaseSync[] = [];
  Object.defineProperty(DatabaseSync.prototype, 'exec', {
    ...before,
    value(this: DatabaseSync, sql: string) {
      opened.push(this);
      (before.value as (sql: string) => void).call(this, sql);
    },
  });
  try {
    return [make(), opened.at(-1)!];
  } finally {
    Object.defineProperty(DatabaseSync.prototype, 'exec', before);
  }
}

describe('a shelf that stays', () => {
  let folder: string;
  let count = 0;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'leadline-shelf-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = (): string => join(folder, `${(count += 1)}.sqlite`);

  test('is found again as it was at its last checkpoint, whatever was set after it', () => {
    const point = fc.record({ kind: fc.constant('checkpoint' as const) });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(step, point), { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        (steps, hot) => {
          const file = path();
          const shelf = Shelf.kept(file, hot)!;
          const rows = shelf.rows<readonly number[]>('rows');
          let [model, kept, note] = [
            new Map<string, readonly number[]>(),
            new Map<string, readonly number[]>(),
            0,
          ];
          for (const one of steps) {
            if (one.kind === 'set') rows.set(one.key, one.value);
            if (one.kind === 'set') model.set(one.key, one.value);
            if (one.kind === 'delete') rows.delete(one.key);
            if (one.kind === 'delete') model.delete(one.key);
            if (one.kind !== 'checkpoint') continue;
            shelf.checkpoint(String((note += 1)));
            kept = new Map(model);
          }
          shelf.close();
          const again = Shelf.kept(file, hot)!;
          expect(again.note).toBe(note === 0 ? null : String(note));
          expect([...again.rows('other').values()]).toEqual([]);
          expect([...again.rows('rows').values()]).toEqual(inOrder(kept));
          again.discard();
        },
      ),
    );
  });

  test('is open in one process at a time, and made anew where it is no shelf', () => {
    const file = path();
    const shelf = Shelf.kept(file)!;
    expect(Shelf.kept(file)).toBeNull();
    shelf.close();
    writeFileSync(file, 'anything but a database, and long enough to be read as a page of one'.repeat(100));
    const anew = Shelf.kept(file)!;
    expect(anew.note).toBeNull();
    anew.rows<string>('rows').set('a', 'b');
    anew.checkpoint('here');
    anew.close();
    const again = Shelf.kept(file)!;
    expect([again.note, again.rows('rows').get('a')]).toEqual(['here', 'b']);
    again.close();
  });

  test('takes nothing more once SQLite has undone what was written, and shows its last checkpoint', () => {
    const file = path();
    const [shelf, database] = withDatabase(() => Shelf.kept(file)!);
    const rows = shelf.rows<string>('rows');
    rows.set('a', 'kept');
    shelf.checkpoint('one');
    // As SQLite does by itself when the disk is full.
    database.exec('ROLLBACK');
    expect(() => shelf.checkpoint('two')).toThrow(expect.objectContaining({ code: 'LEADLINE_SHELF_LOST' }));
    rows.set('a', 'lost');
    expect(() => [...rows.values()]).toThrow(/has been undone/);
    shelf.close();
    const again = Shelf.kept(file)!;
    expect([again.note, again.rows('rows').get('a')]).toEqual(['one', 'kept']);
    again.close();
  });
});
