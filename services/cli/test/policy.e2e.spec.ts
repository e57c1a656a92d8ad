import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import {
  expectClean,
  idOf,
  leadFor,
  openWorkspace,
  settleAll,
  startQuietCompany,
} from '../../sample-company/test/harness.ts';
import type { Change } from '../src/audit/changes.ts';
import type { LeadLife } from '../src/audit/trace.ts';
import type { PolicyDiff } from '../src/policy/diff.ts';
import type { Release } from '../src/policy/history.ts';

const HOUR = 3_600_000;

let company: RunningCompany;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-policy-'));
  company = await startQuietCompany();
});
afterAll(async () => {
  await company?.close();
  await rm(folder, { recursive: true });
});

/** Runs `leadline policy …`; answers its JSON. */
async function policy<T>(expected: number, ...args: readonly string[]): Promise<T> {
  const { code, output, errors, json } = await runCli(['policy', ...args, '--json'], company.env);
  const said = code === expected ? '' : output + errors;
  expect({ args, code, said }).toEqual({ args, code: expected, said: '' });
  return json as T;
}

async function file(version: string, text: string): Promise<string> {
  const path = join(folder, `${version}.yaml`);
  await writeFile(path, `version: ${version}\n${text}`);
  return path;
}

/** Sends leads, waits until they are routed, and answers by which policy and how each was. */
async function routed(workspace: string, count: number): Promise<readonly string[]> {
  const leads = Array.from({ length: count }, () => leadFor(workspace));
  await company.intake.post('/v1/leads', leads);
  await settleAll(company);
  const lives = await Promise.all(leads.map((lead) => runCli(['trace', idOf(lead), '--json'], company.env)));
  for (const { json } of lives) await expectSameByApi(json as LeadLife);
  return lives.map(({ json }) => {
    const { policyVersion, path } = (json as LeadLife).status!;
    return `${policyVersion} ${path}`;
  });
}

/** `GET /v1/leads/{id}/decision` says of the latest decision what `leadline trace` does. */
async function expectSameByApi({ leadId, decisions }: LeadLife): Promise<void> {
  const response = await fetch(`${company.intakeUrl}/v1/leads/${leadId}/decision`);
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 200,
    body: decisions.at(-1),
  });
}

/** Who has set what the latest decision about a fresh lead went by, as the trace says it. */
async function setByOf(workspace: string): Promise<LeadLife['decisions'][number]['setBy']> {
  const lead = leadFor(workspace);
  await company.intake.post('/v1/leads', [lead]);
  await settleAll(company);
  const { json } = await runCli(['trace', idOf(lead), '--json'], company.env);
  return (json as LeadLife).decisions.at(-1)?.setBy ?? [];
}

async function history(workspace: string): Promise<readonly Release[]> {
  await settleAll(company);
  return (await policy<{ history: readonly Release[] }>(0, 'history', '--workspace', workspace)).history;
}

test('a policy is applied, told of, rolled back and compared, and every decision names the one of its time', async () => {
  const workspace = await openWorkspace(company, 2);
  const who = ['--workspace', workspace, '--by', 'u7', '--reason', 'a start'];
  const turns = await file('turns', 'strategy: round-robin\n');
  const values = await file('values', 'strategy: value\n');

  await policy(0, 'apply', turns, ...who);
  expect(await routed(workspace, 4)).toEqual(Array.from({ length: 4 }, () => 'turns round-robin'));
  await policy(0, 'apply', values, ...who);
  expect(await routed(workspace, 2)).toEqual(['values value', 'values value']);
  await policy(0, 'rollback', '--workspace', workspace, '--by', 'u8', '--reason', 'back');
  expect(await routed(workspace, 2)).toEqual(['turns round-robin', 'turns round-robin']);

  const released = await history(workspace);
  expect(released).toMatchObject([
    { version: 'turns', actor: 'u7', reason: 'a start', current: false },
    { version: 'values', actor: 'u7', current: false },
    { version: 'turns', actor: 'u8', reason: 'back', current: true },
  ]);
  const offsets = released.map(({ effect }) => effect?.offset ?? -1);
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect(released[2]?.hash).toBe(released[0]?.hash);

  expect(await setByOf(workspace)).toMatchObject([
    { setting: 'policy', version: 'turns', by: 'u8', reason: 'back', offset: released[2]?.effect?.offset },
    { setting: 'roster', by: 'e2e', reason: 'a test' },
  ]);
  const { json } = await runCli(['changes', '--workspace', workspace, '--json'], company.env);
  const told = (json as { changes: readonly Change[] }).changes.filter(({ what }) => what !== 'model');
  expect(told.map(({ what, by }) => `${what} ${by}`)).toEqual([
    'workspace e2e', 'rep e2e', 'rep e2e', 'policy u7', 'policy u7', 'policy u8',
  ]); // prettier-ignore

  const diff = await policy<PolicyDiff>(0, 'diff', turns, values, '--workspace', workspace, '--last', '5');
  expect(diff).toMatchObject({ decided: 5, left: 0, total: { a: { leads: 5 }, b: { leads: 5 } } });
  await expectClean(company);
});

test('a policy that cannot be used is refused with line and column, and the one that holds stays', async () => {
  const workspace = await openWorkspace(company, 1);
  const who = ['--workspace', workspace, '--by', 'u7', '--reason', 'a start'];
  await policy(0, 'apply', await file('good', 'strategy: round-robin\n'), ...who);
  const faulty = await file('faulty', 'waiting: { floor: none }\n');
  const answer = await policy<{ error: object }>(2, 'apply', faulty, ...who);
  expect(answer.error).toMatchObject({ code: 'LEADLINE_POLICY_INVALID', where: `${faulty}:2:19` });

  // Not through the command line either.
  const response = await fetch(new URL('/v1/policies', company.intakeUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workspace, file: 'version: faulty\nwaiting: { floor: none }\n' }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { where: 'file:2:19' } });

  expect(await routed(workspace, 1)).toEqual(['good round-robin']);
  expect((await history(workspace)).map(({ version, current }) => [version, current])).toEqual([
    ['good', true],
  ]);
});

test('a lead for whom nobody is found goes to another workspace, in one piece: one rep, one message, one history', async () => {
  // Nobody works in the one.
  const [emea, apac] = [`w-${randomUUID().slice(0, 8)}`, await openWorkspace(company, 1)];
  const startAt = Date.now() - HOUR;
  for (const workspace of [emea, apac])
    await company.intake.post('/v1/workspaces', [
      { workspace, clock: 'event', startAt: new Date(startAt).toISOString() },
    ]);
  /** Time of both goes on, first where leads are handed on. */
  const advance = async (minutes: number): Promise<void> => {
    for (const workspace of [emea, apac]) {
      const to = new Date(startAt + minutes * 60_000).toISOString();
      await company.intake.post('/v1/clock', [{ workspace, to }]);
      await settleAll(company);
    }
  };
  const to = await file('to-apac', `transfer: { afterMinutes: 30, workspace: ${apac} }\n`);
  await policy(0, 'apply', to, '--workspace', emea, '--by', 'u7', '--reason', 'nobody at night');

  const lead = leadFor(emea, { occurredAt: new Date(startAt).toISOString() });
  await company.intake.post('/v1/leads', [lead]);
  await settleAll(company);
  await advance(10);
  expect(await lifeOf(lead)).toMatchObject({ status: { workspace: emea, state: 'waiting' } });
  await advance(40);

  const life = await lifeOf(lead);
  const rep = `${apac}-r0`;
  expect(life.status).toMatchObject({ workspace: apac, state: 'assigned', repId: rep, hop: 1 });
  expect(life.ledger.map(({ workspace, kind }) => [workspace, kind])).toEqual([
    [emea, 'waiting'],
    [emea, 'transferred'],
    [apac, 'received'],
    [apac, 'assigned'],
  ]);
  expect(life.decisions.map(({ rep: who, to: where }) => [who, where])).toEqual([
    [null, null],
    [null, apac],
    [rep, null],
  ]);
  await expectSameByApi(life);
  expect(
    life.outreach.filter(({ result, channel }) => result === 'sent' && channel === 'email'),
  ).toHaveLength(1);

  // Who sold it knows only the workspace to which it came.
  const won = {
    leadId: idOf(lead),
    outcome: 'won',
    occurredAt: new Date(startAt + 41 * 60_000).toISOString(),
  };
  await company.intake.post('/v1/outcomes', [{ ...won, workspace: emea }]);
  await settleAll(company);
  await advance(50);
  expect(await lifeOf(lead)).toMatchObject({ status: { workspace: apac, state: 'closed', outcome: 'won' } });
  await expectClean(company);
});

const lifeOf = async (lead: Parameters<typeof idOf>[0]): Promise<LeadLife> =>
  (await runCli(['trace', idOf(lead), '--json'], company.env)).json as LeadLife;
