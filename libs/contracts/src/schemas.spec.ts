import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import avsc from 'avsc';
import { avroType, readerFor } from './avro.ts';
import { PII_PATHS, SCHEMAS } from './generated/schemas.ts';
import { redact } from './redact.ts';
import { TOPICS } from './generated/topics.ts';
import { topicSpecs } from './topics.ts';
import type { RecordName, TopicName } from './types.ts';

const folder = join(import.meta.dirname, '../../../schemas/golden');
const golden = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    name: file.replace('.json', ''),
    bytes: readFileSync(join(folder, file.replace('.json', '.avro'))),
    ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as { schema: avsc.Schema; value: object }),
  }));

test.each(golden)('golden bytes $name are read by the code of today', ({ bytes, schema, value }) => {
  const reader = readerFor(avsc.Type.forSchema(schema));
  expect(reader.read(bytes)).toMatchObject(value);
});

test.each(Object.keys(SCHEMAS) as RecordName[])('%s of today has golden bytes', (record) => {
  const shapes = golden.map((one) => JSON.stringify(avsc.Type.forSchema(one.schema).schema()));
  expect(shapes).toContain(JSON.stringify(avroType(record).schema()));
});

test('personal data lies on these topics and on no other', () => {
  const marked = (Object.keys(TOPICS) as TopicName[]).filter((topic) =>
    TOPICS[topic].records.some((record) => PII_PATHS[record].length > 0),
  );
  expect(marked.toSorted()).toEqual([
    'lead.amended',
    'lead.contact',
    'lead.enriched',
    'lead.received',
    'lead.submitted',
    'rep.contact',
  ]);
});

test('redaction masks what is marked and filled, and copies', () => {
  const lead = {
    leadId: 'l1',
    contact: { email: 'ada@example.org', phone: null, name: '', message: 'call me' },
    phoneE164: '+4930123456',
    company: 'Acme',
  };
  expect(redact('LeadContact', lead)).toEqual({
    leadId: 'l1',
    contact: { email: '***', phone: null, name: '', message: '***' },
    phoneE164: '***',
    company: 'Acme',
  });
  expect(lead.contact.email).toBe('ada@example.org');
});

test('topics: the table, and dead letters and retries of every stage, each once', () => {
  const names = topicSpecs().map((topic) => topic.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(['lead.received', 'assignment.dlq', 'intake-status.retry.15m']),
  );
});
