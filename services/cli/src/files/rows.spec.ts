import * as fc from 'fast-check';
import { csvRows } from './csv.ts';
import { ndjsonRows, type FileRow } from './rows.ts';

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}
async function all(rows: AsyncIterable<FileRow>): Promise<readonly FileRow[]> {
  const read: FileRow[] = [];
  for await (const row of rows) read.push(row);
  return read;
}
const csv = (text: string, delimiter = ','): Promise<readonly FileRow[]> =>
  all(csvRows(linesOf(text), delimiter));

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

test('rows carry the line on which they start, quoted line breaks and all', async () => {
  expect(await csv('\uFEFFid,note\n1,"two\nlines"\n\n2, x \n')).toEqual([
    { line: 2, values: { id: '1', note: 'two\nlines' } },
    { line: 5, values: { id: '2', note: 'x' } },
  ]);
});

test('rows with too few or too many fields are problems, and no row after them is lost', async () => {
  expect(await csv('a;b\n1\n1;2;3\n4;5', ';')).toEqual([
    { line: 2, problem: 'it has 1 fields, the header has 2' },
    { line: 3, problem: 'it has 3 fields, the header has 2' },
    { line: 4, values: { a: '4', b: '5' } },
  ]);
});

test('a quote in the wrong place spoils its own row alone', async () => {
  expect(await csv('a,b\n1,"bro"ken\n2,ok')).toEqual([
    { line: 2, problem: 'its quotes are not placed as CSV wants them' },
    { line: 3, values: { a: '2', b: 'ok' } },
  ]);
});

test('quotes that are never closed swallow nothing, not even between two of them', async () => {
  const good = Array.from({ length: 150 }, (_, index) => `${index},x`).join('\n');
  const rows = await csv(`a,b\n1,"open\n${good}\n2,"open too\n${good}`);
  expect(rows.flatMap((row) => ('problem' in row ? [row] : []))).toEqual([
    { line: 2, problem: 'a quote is never closed' },
    { line: 153, problem: 'a quote is never closed' },
  ]);
  expect(rows.length).toBe(302);
});

test('whatever is written as CSV is read as it was', async () => {
  const cell = fc.string().map((text) => text.replaceAll(/[\r\uFEFF]/g, '').trim());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (rows) => {
      const text = rows.map((row) => row.map(quoted).join(',')).join('\n');
      const read = await csv(`a,b\n${text}`);
      expect(read.map((row) => ('values' in row ? row.values : row))).toEqual(
        rows.map(([a, b]) => ({ a, b })),
      );
    }),
  );
});

test('NDJSON: members by path, what is no object is a problem', async () => {
  const text = '{"id":7,"contact":{"email":"a@b.c","phone":null},"tags":["x","y"]}\n\n{broken\n[1]\n';
  expect(await all(ndjsonRows(linesOf(text)))).toEqual([
    { line: 1, values: { id: '7', 'contact.email': 'a@b.c', 'contact.phone': '', tags: '["x","y"]' } },
    { line: 3, problem: 'it is not a JSON object' },
    { line: 4, problem: 'it is not a JSON object' },
  ]);
});

test('a byte order mark before NDJSON is no part of its first line', async () => {
  expect(await all(ndjsonRows(linesOf('\uFEFF{"a":1}\n{"a":2}')))).toEqual([
    { line: 1, values: { a: '1' } },
    { line: 2, values: { a: '2' } },
  ]);
});
