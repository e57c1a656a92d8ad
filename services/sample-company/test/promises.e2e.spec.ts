import { randomUUID } from 'node:crypto';
import { until } from '@leadline/testkit';
import { runCli } from '../src/cli-run.ts';
import type { RunningCompany } from '../src/company.ts';
import { createIntakeClient } from '../src/intake-client.ts';
import { readTopic } from '../src/read-topic.ts';
import { startService } from '../src/service-process.ts';
import {
  endOf,
  expectClean,
  idOf,
  INPUTS,
  leadFor,
  ledgerOf,
  mailbox,
  openWorkspace,
  type SentLead,
  serviceOf,
  settleAll,
  settleStages,
  startQuietCompany,
  whileLeadsFlow,
} from './harness.ts';

let company: RunningCompany;
beforeAll(async () => {
  company = await startQuietCompany();
});
afterAll(() => company?.close());

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
  const mails = await mailbox(company);
  for (const lead of leads) {
    expect(count(ledger.get(idOf(lead)), 'assigned')).toBe(1);
    expect(mails.get(lead.email)).toBe(1);
  }
});

test('no lead is lost and load is right when each service is killed in turn while leads flow', async () => {
  const workspace = await openWorkspace(company);
  const leads = await whileLeadsFlow(company, workspace, async (goesOn) => {
    for (const service of company.services) {
      await goesOn();
      await service.kill();
      await service.restart();
    }
    await goesOn();
  });
  await settleAll(company);
  await expectAllAssigned(workspace, leads);
  await expectMailedOnce(leads);
  await expectClean(company);
});

/** How long a member may take to leave its group after SIGTERM, ms. */
const LEAVE_MS = 10_000;

test('SIGTERM while leads flow: each service leaves its group within 10 s, and nothing is lost', async () => {
  const workspace = await openWorkspace(company);
  const leads = await whileLeadsFlow(company, workspace, async (goesOn) => {
    for (const service of company.services) {
      await goesOn();
      expect(await company.client.members(service.name)).toBe(1);
      const stopped = service.stop();
      const left = async () => (await company.client.members(service.name)) === 0;
      await until(`${service.name} has left its group`, left, LEAVE_MS);
      await stopped;
      await service.restart();
    }
    await goesOn();
  });
  await settleAll(company);
  await expectAllAssigned(workspace, leads);
  await expectMailedOnce(leads);
  await expectClean(company);
});

test('one owner per person when its two submissions come in parallel through two intakes, under kill -9 and FLUSHALL', async () => {
  const workspace = await openWorkspace(company);
  const second = await startService('intake', company.env, company.stack);
  const other = createIntakeClient(second.url);
  const pairs = Array.from({ length: 1_000 }, () => {
    const first = leadFor(workspace);
    return [first, leadFor(workspace, { email: first.email.toUpperCase(), source: 'chat' })] as const;
  });
  const ownersOf = async (): Promise<readonly number[]> => {
    const ledger = await ledgerOf(company, workspace);
    return pairs.map((pair) =>
      pair.reduce((sum, lead) => sum + count(ledger.get(idOf(lead)), 'assigned'), 0),
    );
  };
  const before = await endOf(company, 'assignment.decision');
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
  await until('the first are decided', async () => (await endOf(company, 'assignment.decision')) > before);
  const assignment = serviceOf(company, 'assignment');
  await assignment.kill();
  expect(await redisCommand('FLUSHALL')).toBe('OK');
  const [ownersThen] = await Promise.all([ownersOf(), assignment.restart()]);
  expect(ownersThen).toContain(0); // it was killed in the midst of it
  await sending;
  await second.stop();
  await settleAll(company);
  expect((await ownersOf()).filter((number) => number !== 1)).toEqual([]);
  await expectClean(company);
});

/** Routes small batches for as long as an outage lasts; each has to get through before the next is sent. */
async function routeFor(ms: number, workspace: string): Promise<readonly SentLead[]> {
  const sent: SentLead[] = [];
  for (const end = Date.now() + ms; Date.now() < end;) {
    const batch = Array.from({ length: 5 }, () => leadFor(workspace));
    await company.intake.post('/v1/leads', batch);
    await settleStages(company, 'assignment');
    sent.push(...batch);
  }
  return sent;
}

/** Nobody would be started anew for what only waits for something else. */
async function expectAlive(): Promise<void> {
  const answers = await Promise.all(
    company.services.map(async ({ name, url }) => [name, (await fetch(new URL('/health/live', url))).status]),
  );
  expect(answers).toEqual(company.services.map(({ name }) => [name, 200]));
}

async function expectAllAssigned(workspace: string, leads: readonly SentLead[]): Promise<void> {
  const ledger = await ledgerOf(company, workspace);
  expect(leads.length).toBeGreaterThan(0);
  expect(leads.filter((lead) => count(ledger.get(idOf(lead)), 'assigned') !== 1)).toEqual([]);
}

/** A second mail is possible in the crash between sending and recording it, and then it is counted. */
async function expectMailedOnce(leads: readonly SentLead[]): Promise<void> {
  const mails = await mailbox(company);
  const sent = await readTopic(company.client, company.codec, 'outreach.sent', 'OutreachSent');
  const resent = new Set(sent.filter(({ value }) => value.resent).map(({ value }) => value.leadId));
  const isRight = (lead: SentLead): boolean => {
    const number = mails.get(lead.email) ?? 0;
    return number === 1 || (number === 2 && resent.has(idOf(lead)));
  };
  expect(leads.filter((lead) => !isRight(lead))).toEqual([]);
}

const OUTAGE_MS = 20_000;

test('routing goes on while Redis is down for 20 s, and the live load catches up', async () => {
  const workspace = await openWorkspace(company);
  await company.stack.redis.kill();
  const leads = await routeFor(OUTAGE_MS, workspace);
  await expectAlive();
  await expectAllAssigned(workspace, leads);
  await company.stack.redis.start();
  await settleAll(company);
  await expectClean(company);
});

test('nothing is lost and nothing is dead when the registry is down for 20 s and a consumer starts afterwards', async () => {
  const workspace = await openWorkspace(company);
  await company.stack.registry.kill();
  const during = await routeFor(OUTAGE_MS, workspace);
  await expectAlive();
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
});

test('poison on the topic of each stage lies in its dead letters once, neighbours go on, and a redrive sends it again', async () => {
  const workspace = await openWorkspace(company);
  await company.intake.post('/v1/leads', [leadFor(workspace)]);
  await settleStages(company);
  const unknownSchema = Buffer.from([0, 0, 0, 0xff, 0xff, 1, 2]);
  const producer = await company.client.producer();
  for (const topic of Object.values(INPUTS)) {
    const bad = [Buffer.from('no avro'), await truncated(topic), unknownSchema];
    await producer.send(bad.map((value) => ({ topic, key: `poison-${randomUUID()}`, value, partition: 0 })));
  }
  await producer.close();

  const leads = Array.from({ length: 20 }, () => leadFor(workspace));
  await company.intake.post('/v1/leads', leads);
  await settleAll(company);
  await expectAllAssigned(workspace, leads);

  const before = new Map<string, ReadonlySet<string>>();
  for (const [stage, topic] of Object.entries(INPUTS)) {
    const shown = await shownIn(stage);
    expect({ stage, from: shown.map((letter) => letter.topic) }).toEqual({
      stage,
      from: [topic, topic, topic],
    });
    before.set(stage, new Set(shown.map(({ id }) => id)));
    expect(
      await runCli(['dlq', 'redrive', stage, '--by', 'e2e', '--reason', 'mended'], company.env),
    ).toMatchObject({ code: 0 });
  }
  await settleAll(company);
  for (const stage of Object.keys(INPUTS)) {
    const after = await shownIn(stage);
    expect({ stage, count: after.length }).toEqual({ stage, count: 3 });
    expect(after.filter(({ id }) => before.get(stage)?.has(id))).toEqual([]);
  }
});

/** A record of the topic that has lost its end. */
async function truncated(topic: string): Promise<Buffer> {
  for await (const batch of company.client.read({ topic })) {
    const whole = batch.find(({ value }) => value !== null)?.value;
    if (whole) return whole.subarray(0, whole.length - 2);
  }
  throw new Error(`${topic} holds nothing.`);
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
  for (const stage of [
    'enrichment',
    'data-quality',
    'scoring',
    'assignment',
    'outreach',
    'intake-status',
    'intake-decision',
  ])
    if ((await deadIn(stage)) > 0) found.push(stage);
  return found;
}
