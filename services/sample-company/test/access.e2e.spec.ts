import type { KafkaUser, TopicName } from '@leadline/contracts';
import { kafkaOf, transportIn } from '@leadline/service-kit';
import { connectKafka, type StreamClient } from '@leadline/stream';
import { environmentOf } from '@leadline/local';
import { runCli } from '../src/cli-run.ts';
import { type RunningCompany, startCompany } from '../src/company.ts';
import { endOf, expectClean, idOf, leadFor, openWorkspace, serviceOf, settleAll, silent } from './harness.ts';

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
});

test('operators may ask everything that the command line asks', async () => {
  await expectClean(company);
  expect(await runCli(['doctor'], company.env)).toMatchObject({ code: 0 });
});

const WRITES: readonly (readonly [KafkaUser, TopicName])[] = [
  ['outreach', 'lead.assigned'],
  ['intake', 'assignment.ledger'],
  ['scoring', 'lead.validated'],
  ['enrichment', 'policy.released'],
  ['operators', 'assignment.ledger'],
];
test.each(WRITES)('%s cannot write %s', async (user, topic) => {
  await expect(write(user, topic)).rejects.toThrow(/not authorized/i);
});

/** The last may write it, and so knows that it is there. */
const READS: readonly (readonly [KafkaUser, TopicName])[] = [
  ['intake', 'lead.settled'],
  ['enrichment', 'lead.contact'],
  ['outreach', 'assignment.ledger'],
  ['scoring', 'engagement.recorded'],
  ['data-quality', 'lead.contact'],
];
// Reading goes on for half a minute before it gives up: all of them at once.
test('nobody reads what is not for them', async () => {
  const refused = READS.map(([user, topic]) => expect(read(user, topic)).rejects.toThrow(/not authorized/i));
  await Promise.all(refused);
});

test('nobody takes the place of another in a group', async () => {
  const asked = as('enrichment', (client) => client.lag('scoring', ['lead.received']));
  // What the client makes of a refusal.
  await expect(asked).rejects.toThrow('Failed to find group coordinator');
});
