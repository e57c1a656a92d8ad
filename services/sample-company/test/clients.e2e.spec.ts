import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { leadIdOf } from '@leadline/contracts';
import type { RecordPosition } from '@leadline/stream';
import { skipped } from '@leadline/testkit';
import { TransactionalProducer } from '../../../libs/stream/src/kafka/transactions.ts';
import type { RunningCompany } from '../src/company.ts';
import { TENANT } from '../src/driver.ts';
import { readTopic, type Row } from '../src/read-topic.ts';
import { ClientReader } from './client-reader.ts';
import { exampleClients, type ExampleClient, type Programs } from './example-clients.ts';
import { idOf, leadFor, openWorkspace, startQuietCompany } from './harness.ts';

const clients = await exampleClients();
for (const { language, missing } of clients) skipped(`the ${language} client`, missing);

/** A test that needs these clients. Counted as skipped where this machine cannot run one of them. */
const testWith = (...needed: readonly ExampleClient[]): jest.It =>
  needed.every(({ missing }) => missing === null) ? test : test.skip;

const programs = new Map<string, Programs>();
const readers = new Map<string, ClientReader>();
let company: RunningCompany;
let workspace: string;

beforeAll(async () => {
  for (const client of clients)
    if (client.missing === null) programs.set(client.language, await client.install());
  company = await startQuietCompany();
  workspace = await openWorkspace(company);
  for (const { language } of clients) if (programs.has(language)) readers.set(language, read(language));
}, 600_000);
afterAll(async () => {
  await Promise.all([...readers.values()].map((reader) => reader.stop()));
  await company?.close();
});

/** Starts a reader in a group of its own. */
function read(language: string, ...isolationLevel: readonly string[]): ClientReader {
  const { reader } = programs.get(language)!;
  return new ClientReader([...reader, `analysts-${randomUUID()}`, ...isolationLevel], company);
}

for (const writer of clients)
  for (const reader of clients)
    testWith(writer, reader)(
      `a lead that the ${writer.language} client submits is routed, and the ${reader.language} client reads to whom`,
      async () => {
        const key = randomUUID();
        const [command = '', ...args] = programs.get(writer.language)!.writer;
        const { env } = company;
        await promisify(execFile)(command, [...args, workspace, key, `p-${key}@engines.co.uk`], {
          env: { ...process.env, ...env },
        });
        const leadId = leadIdOf(TENANT, `${writer.language.toLowerCase()}-example`, key);
        const lead = await readers.get(reader.language)!.assigned(leadId);
        expect(lead).toEqual((await rowOf(leadId)).value);
        expect(lead).toMatchObject({ workspace, repId: expect.stringContaining(workspace) });
      },
      180_000,
    );

for (const client of clients)
  testWith(client)(
    `what a transaction has taken back reaches the ${client.language} client only if it asks for uncommitted records`,
    async () => {
      const reader = readers.get(client.language)!;
      const before = await rowOf(await routed(reader));
      const takenBack = { ...before, value: { ...before.value, leadId: randomUUID() } };
      const { partition, offset } = await takeBack(takenBack);
      const after = await rowOf(await routed(reader));
      // The reader is past it.
      expect({ partition: after.partition, isLater: after.offset > offset }).toEqual({
        partition,
        isLater: true,
      });
      expect(reader.seen.map(({ leadId }) => leadId)).not.toContain(takenBack.value.leadId);
      const careless = read(client.language, 'read_uncommitted');
      try {
        await careless.assigned(takenBack.value.leadId);
      } finally {
        await careless.stop();
      }
    },
    180_000,
  );

type Assigned = Row<'LeadAssigned'>;

async function rowOf(leadId: string): Promise<Assigned> {
  const rows = await readTopic(company.client, company.codec, 'lead.assigned', 'LeadAssigned');
  return rows.find(({ value }) => value.leadId === leadId)!;
}

/** Sends a lead over HTTP and waits until the reader has seen its rep. Answers its id. */
async function routed(reader: ClientReader): Promise<string> {
  const lead = leadFor(workspace);
  await company.intake.post('/v1/leads', [lead]);
  return (await reader.assigned(idOf(lead))).leadId;
}

/** Writes a record as an owner does who dies before the commit; the next owner takes it back when it begins. */
async function takeBack({ value, partition }: Assigned): Promise<RecordPosition> {
  const { tenant, leadId } = value;
  const record = await company.codec.encode(
    { topic: 'lead.assigned', record: 'LeadAssigned', key: leadId, value },
    { tenant, workspace, subject: leadId, traceparent: null },
    'assignment',
  );
  const id = randomUUID();
  const owner = (): Promise<TransactionalProducer> =>
    TransactionalProducer.open({ brokers: company.stack.addresses.kafka, clientId: id }, 'assignment', id);
  const [dying, sent] = [await owner(), Promise.withResolvers<RecordPosition>()];
  const commit = dying.commit(async (send) => {
    sent.resolve((await send([{ ...record, partition }]))[0]!);
    throw new Error('died');
  }, null);
  await expect(commit).rejects.toThrow('died');
  await dying.close();
  const heir = await owner();
  await heir.commit(async () => {}, null);
  await heir.close();
  return sent.promise;
}
