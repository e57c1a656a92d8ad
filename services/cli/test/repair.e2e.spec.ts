import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
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
import type { ImportReport } from '../src/imports/report.ts';
import type { UnfitPage } from '../src/repair/intake.ts';

let company: RunningCompany;
beforeAll(async () => {
  company = await startQuietCompany();
});
afterAll(() => company?.close());

/** Runs the command line; answers its JSON. */
async function leadline<T>(expected: number, ...args: readonly string[]): Promise<T> {
  const { code, output, errors, json } = await runCli([...args, '--json'], company.env);
  const said = code === expected ? '' : output + errors;
  expect({ args, code, said }).toEqual({ args, code: expected, said: '' });
  return json as T;
}

/** Sends leads and waits until nothing is in flight; answers their ids. */
async function send(workspace: string, ...said: readonly object[]): Promise<readonly string[]> {
  const leads = said.map((one) => ({ ...leadFor(workspace), ...one }));
  await company.intake.post('/v1/leads', leads);
  await settleAll(company);
  return leads.map(idOf);
}

async function lifeOf(leadId: string): Promise<LeadLife> {
  await settleAll(company);
  return leadline<LeadLife>(0, 'trace', leadId);
}

async function patched(leadId: string, patch: object): Promise<number> {
  const response = await fetch(new URL(`/v1/leads/${leadId}`, company.intakeUrl), {
    method: 'PATCH',
    headers: { 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify(patch),
  });
  expect({ status: response.status }).toEqual({ status: 202 });
  return ((await response.json()) as { attempt: number }).attempt;
}

const listed = async (source: string): Promise<readonly string[]> =>
  (await leadline<UnfitPage>(0, 'quarantine', 'ls', '--source', source)).leads.map(({ leadId }) => leadId);

const kinds = (life: LeadLife): readonly string[] =>
  life.ledger.map(({ kind, attempt }) => `${kind} ${attempt}`);

test('a quarantined lead is listed, mended and assigned: one id, and trace tells its whole life', async () => {
  const workspace = await openWorkspace(company, 1);
  const source = `fair-${randomUUID()}`;
  const [leadId = ''] = await send(workspace, { source, email: 'ada at lovelace', country: 'Germoney' });
  expect(await listed(source)).toEqual([leadId]);
  const page = await leadline<UnfitPage>(0, 'quarantine', 'ls', '--reason', 'INVALID_CONTACT');
  expect(page.leads.find((lead) => lead.leadId === leadId)).toMatchObject({ source, attempt: 1, workspace });

  const email = `ada-${randomUUID().slice(0, 8)}@lovelace.dev`;
  const fix = [
    'lead',
    'fix',
    leadId,
    `email=${email}`,
    'country=DE',
    '--by',
    'u7',
    '--reason',
    'typing errors',
  ];
  expect(await leadline(0, ...fix)).toEqual({ accepted: true, leadId, attempt: 2 });

  const life = await lifeOf(leadId);
  expect(life.status).toMatchObject({ state: 'assigned', attempt: 2, repId: `${workspace}-r0`, reasons: [] });
  expect(kinds(life)).toEqual(['quarantined 1', 'amended 2', 'assigned 2']);
  expect(life.ledger.map(({ leadId: id }) => id)).toEqual([leadId, leadId, leadId]);
  expect(life.amendments).toMatchObject([{ attempt: 2, by: 'u7', fields: ['country', 'email'] }]);
  expect(life.outreach).toContainEqual(expect.objectContaining({ result: 'sent', channel: 'email' }));
  const { output } = await runCli(['trace', leadId], company.env);
  for (const said of ['by u7 · typing errors', 'country: "Germoney" → "DE"', 'quarantined · INVALID_CONTACT'])
    expect(output).toContain(said);
  for (const personal of [email, 'ada at lovelace']) expect(output).not.toContain(personal);
  expect(await listed(source)).toEqual([]);
  await expectClean(company);
});

test('a file of fixes mends what it can, and says of each other row its line and why', async () => {
  const workspace = await openWorkspace(company, 1);
  const source = `fair-${randomUUID()}`;
  const bad = { source, email: 'nobody' };
  const [one = '', two = '', three = ''] = await send(workspace, bad, bad, bad);
  const folder = await mkdtemp(join(tmpdir(), 'leadline-repair-'));
  const [file, rejects] = [join(folder, 'fixes.csv'), join(folder, 'rejects.ndjson')];
  const rows = [
    'leadId,email,country',
    `${one},${randomUUID()}@firm-a.com,`,
    `${randomUUID()},x@firm-b.com,DE`,
    `${two},still nobody,DE`,
    `${three},${'x'.repeat(400)},DE`,
    ',x@firm-c.com,DE',
  ];
  await writeFile(file, rows.join('\n'));
  const args = ['quarantine', 'fix', file, '--rejects', rejects, '--by', 'u7'];
  const report = await leadline<ImportReport>(1, ...args);
  expect(report).toMatchObject({ read: 5, accepted: 2, rejected: 3 });
  const refused = (await readFile(rejects, 'utf8')).trim().split('\n');
  const lines = refused.map((line) => JSON.parse(line) as { line: number; reason: string });
  expect(lines.toSorted((a, b) => a.line - b.line)).toEqual([
    { line: 3, reason: expect.stringContaining('LEADLINE_LEAD_UNKNOWN') },
    { line: 5, reason: expect.stringContaining('LEADLINE_INTAKE_INVALID') },
    { line: 6, reason: expect.stringContaining('leadId') },
  ]);
  expect((await lifeOf(one)).status).toMatchObject({ state: 'assigned', attempt: 2 });
  expect((await lifeOf(two)).status).toMatchObject({ state: 'quarantined', attempt: 2 });
  expect((await listed(source)).toSorted()).toEqual([two, three].toSorted());

  await leadline(1, ...args);
  expect((await lifeOf(two)).status).toMatchObject({ attempt: 2 });
  expect(kinds(await lifeOf(one))).toEqual(['quarantined 1', 'amended 2', 'assigned 2']);
});

test('a waiting lead is decided anew; an assigned one stays, or is decided anew where the policy says so', async () => {
  const workspace = `w-${randomUUID().slice(0, 8)}`;
  const always = { workDays: [1, 2, 3, 4, 5, 6, 7], workStart: 0, workEnd: 1440 };
  const rep = (name: string, territories: readonly string[]) => ({
    repId: `${workspace}-${name}`,
    workspace,
    territories,
    ...always,
  });
  await company.intake.post('/v1/reps', [rep('fay', ['FR']), rep('dan', ['DE'])]);
  const [leadId = ''] = await send(workspace, { country: 'US' });
  expect((await lifeOf(leadId)).status).toMatchObject({ state: 'waiting', attempt: 1 });

  expect(await patched(leadId, { country: 'FR' })).toBe(2);
  const decided = await lifeOf(leadId);
  expect(decided.status).toMatchObject({ state: 'assigned', repId: `${workspace}-fay`, attempt: 2 });
  expect(kinds(decided)).toEqual(['waiting 1', 'amended 2', 'assigned 2']);

  expect(await patched(leadId, { country: 'DE' })).toBe(3);
  const kept = await lifeOf(leadId);
  expect(kept.status).toMatchObject({ repId: `${workspace}-fay`, attempt: 3, reasons: ['AMENDED'] });
  expect(kept.ledger.at(-1)).toMatchObject({ kind: 'amended', reason: 'KEPT', attempt: 3, loadAfter: 1 });

  await company.intake.post('/v1/policies', [{ workspace, policy: { version: 'v2', amend: 'redecide' } }]);
  expect(await patched(leadId, { company: 'Engines Ltd' })).toBe(4);
  const moved = await lifeOf(leadId);
  expect(moved.status).toMatchObject({
    repId: `${workspace}-dan`,
    previousRepId: `${workspace}-fay`,
    attempt: 4,
  });
  expect(kinds(moved).slice(-3)).toEqual(['amended 4', 'released 3', 'assigned 4']);
  await expectClean(company);
});
