import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordName, TopicName } from '@leadline/contracts';
import { DuckDBInstance } from '@duckdb/node-api';
import { columnsOf, rowOf } from './columns.ts';
import { periodOf } from './period.ts';
import { type Format, writeRows } from './write.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'));
});
afterEach(() => rm(folder, { recursive: true }));

const found = (record: RecordName, value: object, timestamp = 1500) => ({ record, value, partition: 1, offset: 7n, timestamp }); // prettier-ignore

async function write(topic: TopicName, format: Format, record: RecordName, values: readonly object[], personal = false) {
  const columns = columnsOf(topic);
  const file = join(folder, `${topic}.${format}`);
  const rows = async function* () {
    for (const value of values) yield rowOf(columns, found(record, value), personal);
  };
  await writeRows(format, file, columns, rows());
  return file;
} // prettier-ignore

const lead = {
  leadId: 'l1',
  source: '=web()',
  receivedAt: 1000,
  contact: { email: 'a@b.c', phone: null },
  flags: ['X'],
};

async function received(personal: boolean): Promise<unknown> {
  const file = await write('lead.received', 'ndjson', 'LeadReceived', [lead], personal);
  return JSON.parse(await readFile(file, 'utf8'));
}

test('nested fields have dotted columns, arrays are JSON, personal data is masked unless asked for', async () => {
  expect(await received(false)).toMatchObject({
    record_time: '1970-01-01T00:00:01.500Z', record_partition: 1, record_offset: 7,
    'contact.email': '***', 'contact.phone': null, flags: '["X"]', receivedAt: 1000,
  }); // prettier-ignore
  expect(await received(true)).toMatchObject({ 'contact.email': 'a@b.c' });
});

test('a CSV has all columns, and its text is no formula', async () => {
  const [head, row] = (
    await readFile(await write('lead.received', 'csv', 'LeadReceived', [lead]), 'utf8')
  ).split('\n');
  expect(head).toContain('contact.email');
  expect(row).toContain("'=web()");
  expect(row).toContain('***');
  expect(row).toContain('1970-01-01T00:00:01.500Z');
});

test('given an export that breaks, no file is left', async () => {
  await expect(
    write('lead.received', 'csv', 'LeadReceived', [lead, { ...lead, flags: [1n] }]),
  ).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test('an instant needs a zone', () => {
  expect(periodOf({ from: '2026-11-23T00:00:00Z' }).to).toBe(Infinity);
  expect(() => periodOf({ from: '2026-11-23T00:00:00' })).toThrow('zone');
});

test('the queries of docs/analysts.md answer on an export', async () => {
  await write('lead.scored', 'parquet', 'LeadScored', [{ leadId: 'l1', attempt: 1, source: 'web-form' }]);
  await write('lead.assigned', 'parquet', 'LeadAssigned', [
    // Handed on: workspaces count their rows apart.
    { leadId: 'l1', receivedAt: 1000, path: 'owner', assignedAt: 1, seq: 9 },
    { leadId: 'l1', receivedAt: 1000, path: 'value', assignedAt: 2, seq: 1 },
  ]);
  await write('lead.settled', 'parquet', 'LeadSettled', [{ leadId: 'l1', outcome: 'won' }]);
  const row = { tenant: 't', workspace: 'w', repId: 'r' };
  await write('assignment.ledger', 'parquet', 'LedgerEntry', [{ ...row, seq: 1, loadAfter: 1 }, { ...row, seq: 2, loadAfter: 0 }]);
  const text = await readFile(join(import.meta.dirname, '../../../../docs/analysts.md'), 'utf8');
  const queries = [...text.matchAll(/```sql\n(.*?)```/gs)].map((match) => match[1]!);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET file_search_path='${folder}'`);
  const answers = [];
  for (const query of queries) answers.push((await connection.runAndReadAll(query)).getRowObjectsJson());
  connection.closeSync();
  expect(answers).toEqual([
    [{ leads: '1', p50_ms: 500, p95_ms: 500 }],
    [{ source: 'web-form', path: 'value', leads: '1', won: '1', conversion: 1 }],
    [{ tenant: 't', workspace: 'w', repId: 'r', open: 0 }],
  ]);
}); // prettier-ignore
