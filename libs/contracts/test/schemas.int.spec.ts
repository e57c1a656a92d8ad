import { randomUUID } from 'node:crypto';
import { checkSchemas, createCodec, registerSchemas, SCHEMAS, type Emit } from '../src/index.ts';

const registryUrl = process.env['LEADLINE_REGISTRY']!;
const json = { 'content-type': 'application/json' };

/** Registers a schema under a subject of this test alone; answers the HTTP status. */
async function offer(subject: string, schema: object): Promise<number> {
  const body = JSON.stringify({ schema: JSON.stringify(schema) });
  const response = await fetch(`${registryUrl}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: json,
    body,
  });
  return response.status;
}

const grown = (field: object) => ({ ...SCHEMAS.Ticked, fields: [...SCHEMAS.Ticked.fields, field] });

test('all schemas register, twice the same, and a record goes through the real registry', async () => {
  const ids = await registerSchemas({ registryUrl });
  expect(await registerSchemas({ registryUrl })).toEqual(ids);
  await checkSchemas({ registryUrl });
  const codec = createCodec({ registryUrl });
  const value = { eventId: randomUUID(), tenant: 't', workspace: 'w', dueAt: 7 };
  const emit: Emit = { topic: 'assignment.in', record: 'Ticked', key: 'w', value };
  const context = { tenant: 't', workspace: 'w', subject: null, traceparent: null };
  const { value: bytes } = await codec.encode(emit, context, 'test');
  expect(bytes!.readUInt32BE(1)).toBe(ids.get('Ticked'));
  expect(await codec.decode(bytes!)).toEqual({ record: 'Ticked', value });
});

test('every subject is FULL_TRANSITIVE', async () => {
  await registerSchemas({ registryUrl });
  for (const record of Object.keys(SCHEMAS)) {
    const response = await fetch(`${registryUrl}/config/leadline.${record}`);
    expect(await response.json()).toMatchObject({ compatibilityLevel: 'FULL_TRANSITIVE' });
  }
});

test('a new optional field is accepted, a new required one is refused', async () => {
  const subject = `leadline.Ticked-${randomUUID()}`;
  expect(await offer(subject, SCHEMAS.Ticked)).toBe(200);
  await fetch(`${registryUrl}/config/${subject}`, {
    method: 'PUT',
    headers: json,
    body: JSON.stringify({ compatibility: 'FULL_TRANSITIVE' }),
  });
  expect(await offer(subject, grown({ name: 'why', type: 'string' }))).toBe(409);
  expect(await offer(subject, grown({ name: 'why', type: ['null', 'string'], default: null }))).toBe(200);
});

test('an id that the registry has never given is unknown, not an outage', async () => {
  const codec = createCodec({ registryUrl, unknownAfterMs: 0 });
  await expect(codec.decode(Buffer.from([0, 0x7f, 0xff, 0xff, 0xf0, 1]))).rejects.toMatchObject({
    failure: 'poison',
    code: 'LEADLINE_SCHEMA_UNKNOWN',
  });
});
