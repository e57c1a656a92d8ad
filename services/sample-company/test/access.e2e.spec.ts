import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { KafkaUser, Login, TopicName } from '@leadline/contracts';
import { connectLive, type LiveConnection } from '@leadline/live';
import { kafkaOf, liveTransportIn, redisOf, transportIn } from '@leadline/service-kit';
import { connectKafka, type StreamClient } from '@leadline/stream';
import { environmentOf } from '@leadline/local';
import { runCli } from '../src/cli-run.ts';
import { type RunningCompany, startCompany } from '../src/company.ts';
import {
  endOf,
  expectClean,
  idOf,
  leadFor,
  openWorkspace,
  serviceOf,
  settleAll,
  silent,
  whileLeadsFlow,
} from './harness.ts';

/** Kafka with an authorizer, and each service as the user that schemas/topics.yaml gives it. */
let company: RunningCompany;
beforeAll(async () => {
  company = await startCompany('access', silent, { LEADLINE_OUTREACH_QUIET: 'off' }, true);
});
afterAll(() => company?.close());

async function as<T>(user: KafkaUser, ask: (client: StreamClient) => Promise<T>): Promise<T> {
  const { addresses, users } = company.stack;
  const config = transportIn({ ...environmentOf(addresses), ...users?.[user] });
  const client = await connectKafka({ ...kafkaOf(config), clientId: 'access-test' });
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}

const write = (user: KafkaUser, topic: TopicName) =>
  as(user, async (client) => {
    const producer = await client.producer();
    return producer.send([{ topic, partition: 0, key: 'k', value: Buffer.from('v'), headers: {} }]);
  });

const read = (user: KafkaUser, topic: TopicName) =>
  as(user, async (client) => {
    let records = 0;
    for await (const batch of client.read({ topic })) records += batch.length;
    return records;
  });

test('with what it is granted, and no more, each service does its part of the way of a lead', async () => {
  const workspace = await openWorkspace(company);
  const leads = Array.from({ length: 5 }, () => leadFor(workspace));
  await company.intake.post('/v1/leads', leads);
  await settleAll(company);
  expect(await endOf(company, 'outreach.sent')).toBeGreaterThanOrEqual(5n);
  const { url } = serviceOf(company, 'intake');
  const headers = { authorization: `Bearer ${company.env['LEADLINE_API_KEY']}` };
  const seen = await fetch(`${url}/v1/leads/${idOf(leads[0]!)}`, { headers });
  expect(await seen.json()).toMatchObject({ state: 'assigned' });
  const explained = await fetch(`${url}/v1/leads/${idOf(leads[0]!)}/decision`, { headers });
  expect(await explained.json()).toMatchObject({ leadId: idOf(leads[0]!), rep: expect.any(String) });
});

test('operators may ask everything that the command line asks', async () => {
  await expectClean(company);
  const doctor = await runCli(['doctor'], company.env);
  expect(doctor).toMatchObject({ code: 0 });
  expect(doctor.output).toMatch(/access +\d+ entries/);
});

/** Data quality may write `lead.contact`, and so knows that it is there. */
const FORBIDDEN: readonly (readonly [KafkaUser, 'read' | 'write', TopicName])[] = [
  ['outreach', 'write', 'lead.assigned'],
  ['intake', 'write', 'assignment.ledger'],
  ['scoring', 'write', 'lead.validated'],
  ['enrichment', 'write', 'policy.released'],
  ['operators', 'write', 'assignment.ledger'],
  ['intake', 'read', 'lead.settled'],
  ['enrichment', 'read', 'lead.contact'],
  ['outreach', 'read', 'assignment.ledger'],
  ['scoring', 'read', 'engagement.recorded'],
  ['data-quality', 'read', 'lead.contact'],
];
test.each(FORBIDDEN)('%s cannot %s %s', async (user, operation, topic) => {
  const tried = operation === 'read' ? read(user, topic) : write(user, topic);
  await expect(tried).rejects.toThrow(/not authorized/i);
});

test('nobody takes the place of another in a group', async () => {
  const asked = as('enrichment', (client) => client.lag('scoring', ['lead.received']));
  // What the client makes of a refusal.
  await expect(asked).rejects.toThrow('Failed to find group coordinator');
});

/** Redis as a user of its own: `asked` with its connection. */
async function withRedis<T>(login: Login, asked: (live: LiveConnection) => Promise<T>): Promise<T> {
  const config = liveTransportIn(environmentOf(company.stack.addresses));
  const live = await connectLive(config.LEADLINE_REDIS, { timeoutMs: 5_000, ...redisOf(config), login });
  try {
    return await asked(live);
  } finally {
    live.close();
  }
}

const changeUser = (change: string) =>
  withRedis(company.stack.redisAdmin!, (live) => live.run((redis) => redis.aclSetUser('leadline', change)));
const isLetIn = (password: string) =>
  withRedis({ user: 'leadline', password }, async (live) => {
    const answer = await live.run((redis) => redis.get('ll:nothing'));
    return answer !== 'unavailable';
  });

test('the password of Redis changes while leads flow: two are good, services restart, the old one goes', async () => {
  const file = company.env['LEADLINE_REDIS_PASSWORD_FILE']!;
  const before = (await readFile(file, 'utf8')).trim();
  const after = randomUUID();
  const workspace = await openWorkspace(company);
  const leads = await whileLeadsFlow(company, workspace, async (goesOn) => {
    expect(await changeUser(`>${after}`)).toBe('OK');
    expect([await isLetIn(before), await isLetIn(after)]).toEqual([true, true]);
    await writeFile(file, `${after}\n`);
    for (const name of ['assignment', 'intake'] as const) {
      await serviceOf(company, name).stop();
      await serviceOf(company, name).restart();
    }
    expect(await changeUser(`<${before}`)).toBe('OK');
    expect([await isLetIn(before), await isLetIn(after)]).toEqual([false, true]);
    await goesOn();
  });
  expect(leads.length).toBeGreaterThan(0);
  await settleAll(company);
  await expectClean(company);
});
