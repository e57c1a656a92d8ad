import { randomUUID } from 'node:crypto';
import { runCli } from '../src/cli-run.ts';
import type { RunningCompany } from '../src/company.ts';
import { createIntakeClient } from '../src/intake-client.ts';
import { startService } from '../src/service-process.ts';
import {
  type SentLead,
  expectClean,
  idOf,
  leadFor,
  ledgerOf,
  mailsTo,
  openWorkspace,
  serviceOf,
  settleAll,
  startQuietCompany,
} from './harness.ts';

let company: RunningCompany;
beforeAll(async () => {
  company = await startQuietCompany();
}, 240_000);
afterAll(() => company?.close(), 60_000);

const count = (kinds: readonly string[] | undefined, kind: string): number =>
  (kinds ?? []).filter((one) => one === kind).length;

test('a lead sent three times in parallel has one id, one assignment, one e-mail', async () => {
  const workspace = await openWorkspace(company);
  const leads = Array.from({ length: 20 }, () => leadFor(workspace));
  const answers = await Promise.all(
    leads.map((lead) => Promise.all([1, 2, 3].map(() => company.intake.post('/v1/leads', [lead])))),
  );
  for (const [index, thrice] of answers.entries())
    expect(new Set(thrice.map(([answer]) => answer?.leadId))).toEqual(new Set([idOf(leads[index]!)]));
  await settleAll(company);
  const ledger = await ledgerOf(company, workspace);
  for (const lead of leads) {
    expect(count(ledger.get(idOf(lead)), 'assigned')).toBe(1);
    expect(await mailsTo(company, lead.email)).toBe(1);
  }
}, 120_000);

test('no lead is lost and load is right when each service is killed in turn', async () => {
  const workspace = await openWorkspace(company);
  const leads = [];
  for (const service of company.services) {
    const batch = Array.from({ length: 40 }, () => leadFor(workspace));
    leads.push(...batch);
    const sent = service.name === 'intake' ? null : company.intake.post('/v1/leads', batch);
    await service.kill();
    await service.restart();
    await (sent ?? company.intake.post('/v1/leads', batch));
  }
  await settleAll(company);
  await expectAllAssigned(workspace, leads);
  await expectClean(company);
}, 240_000);

test('one owner per person when its two submissions come in parallel through two intakes, under kill -9 and FLUSHALL', async () => {
  const workspace = await openWorkspace(company);
  const second = await startService('intake', company.env, company.stack);
  const other = createIntakeClient(second.url);
  const pairs = Array.from({ length: 1_000 }, () => {
    const first = leadFor(workspace);
    return [first, leadFor(workspace, { email: first.email.toUpperCase(), source: 'chat' })] as const;
  });
  const sending = Promise.all([
    company.intake.post(
      '/v1/leads',
      pairs.map(([first]) => first),
    ),
    other.post(
      '/v1/leads',
      pairs.map(([, twin]) => twin),
    ),
  ]);
  const assignment = serviceOf(company, 'assignment');
  await assignment.kill();
  const flushed = await redisCommand('FLUSHALL');
  expect(flushed).toBe('OK');
  await assignment.restart();
  await sending;
  await second.stop();
  await settleAll(company);
  const ledger = await ledgerOf(company, workspace);
  const owners = pairs.map((pair) =>
    pair.reduce((sum, lead) => sum + count(ledger.get(idOf(lead)), 'assigned'), 0),
  );
  expect(owners.filter((number) => number !== 1)).toEqual([]);
  await expectClean(company);
}, 240_000);

/** Routes small batches for as long as an outage lasts; each has to get through before the next is sent. */
async function routeFor(ms: number, workspace: string): Promise<readonly SentLead[]> {
  const sent: SentLead[] = [];
  for (const end = Date.now() + ms; Date.now() < end;) {
    const batch = Array.from({ length: 5 }, () => leadFor(workspace));
    await company.intake.post('/v1/leads', batch);
    await settleStages(company);
    sent.push(...batch);
  }
  return sent;
}

async function expectAllAssigned(workspace: string, leads: readonly SentLead[]): Promise<void> {
  const ledger = await ledgerOf(company, workspace);
  expect(leads.length).toBeGreaterThan(0);
  expect(leads.filter((lead) => count(ledger.get(idOf(lead)), 'assigned') !== 1)).toEqual([]);
}

const OUTAGE_MS = 20_000;

test('routing goes on while Redis is down for 20 s, and the live load catches up', async () => {
  const workspace = await openWorkspace(company);
  await company.stack.redis.kill();
  const leads = await routeFor(OUTAGE_MS, workspace);
  await expectAllAssigned(workspace, leads);
  await company.stack.redis.start();
  await settleAll(company);
  await expectClean(company);
}, 180_000);

test('nothing is lost and nothing is dead when the registry is down for 20 s and a consumer starts afterwards', async () => {
  const workspace = await openWorkspace(company);
  await company.stack.registry.kill();
  const during = await routeFor(OUTAGE_MS, workspace);
  const scoring = serviceOf(company, 'scoring');
  await scoring.kill();
  const after = Array.from({ length: 50 }, () => leadFor(workspace));
  await company.intake.post('/v1/leads', after);
  const started = scoring.restart();
  await company.stack.registry.start();
  await started;
  await settleAll(company);
  await expectAllAssigned(workspace, [...during, ...after]);
  expect(await deadLetters()).toEqual([]);
  await expectClean(company);
}, 240_000);

test('poison on the topic of each stage lies in its dead letters once, neighbours go on, and a redrive sends it again', async () => {
  const workspace = await openWorkspace(company);
  const inputs = {
    enrichment: 'lead.received',
    'data-quality': 'lead.enriched',
    scoring: 'lead.validated',
    assignment: 'assignment.in',
    outreach: 'lead.assigned',
  };
  const producer = await company.client.producer();
  const unknownSchema = Buffer.from([0, 0, 0, 0xff, 0xff, 1, 2]);
  const bad = [Buffer.from('no avro'), Buffer.from([0, 0, 0, 0]), unknownSchema];
  for (const topic of Object.values(inputs))
    await producer.send(bad.map((value) => ({ topic, key: `poison-${randomUUID()}`, value, partition: 0 })));
  const leads = Array.from({ length: 20 }, () => leadFor(workspace));
  await company.intake.post('/v1/leads', leads);
  await settleAll(company);
  await expectAllAssigned(workspace, leads);
  for (const stage of Object.keys(inputs))
    expect({ stage, dead: await deadIn(stage) }).toEqual({ stage, dead: bad.length });
  const before = await shownIn('enrichment');
  expect(before.map(({ topic }) => topic)).toEqual(bad.map(() => 'lead.received'));
  const { code } = await runCli(['dlq', 'redrive', 'enrichment'], company.env);
  expect(code).toBe(0);
  await settleAll(company);
  const after = await shownIn('enrichment');
  expect(after).toHaveLength(bad.length);
  expect(after.filter(({ id }) => before.some((letter) => letter.id === id))).toEqual([]);
  await producer.close();
}, 180_000);

/** Every stage but those that need Redis. */
async function settleStages({ client }: RunningCompany): Promise<void> {
  const { settle } = await import('@leadline/stream');
  for (const [group, topic] of [
    ['enrichment', 'lead.received'],
    ['data-quality', 'lead.enriched'],
    ['scoring', 'lead.validated'],
    ['assignment', 'assignment.in'],
  ] as const)
    await settle(client, group, [topic]);
}

async function redisCommand(command: string): Promise<string> {
  const { connect } = await import('node:net');
  const { hostname, port } = new URL(company.stack.addresses.redis);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${command}\r\n`));
    socket.once('data', (data) => {
      resolve(data.toString().trim().replace(/^\+/, ''));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

async function deadIn(stage: string): Promise<number> {
  let sum = 0;
  for await (const batch of company.client.read({ topic: `${stage}.dlq` })) sum += batch.length;
  return sum;
}

interface ShownLetter {
  readonly id: string;
  readonly topic: string;
}

/** Dead letters that nobody has sent again yet. */
async function shownIn(stage: string): Promise<readonly ShownLetter[]> {
  const { json } = await runCli(['dlq', 'show', stage, '--json'], company.env);
  return json as readonly ShownLetter[];
}

async function deadLetters(): Promise<readonly string[]> {
  const found = [];
  for (const stage of ['enrichment', 'data-quality', 'scoring', 'assignment', 'outreach', 'intake-status'])
    if ((await deadIn(stage)) > 0) found.push(stage);
  return found;
}
