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
import type { LeadLife } from '../src/audit/trace.ts';
import type { PolicyDiff } from '../src/policy/diff.ts';
import type { Release } from '../src/policy/history.ts';

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
