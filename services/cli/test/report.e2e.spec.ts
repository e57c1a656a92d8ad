import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import { settleAll, startQuietCompany } from '../../sample-company/test/harness.ts';
import { READ } from '../src/report/facts/fold.ts';
import type { Report } from '../src/report/report.ts';
import { sectionsOf } from '../src/report/view/sections.ts';
import { answersOf, close, figuresByQuery, type Row } from './report-by-query.ts';
import { type Branch, branchOf, PERSON, REP } from './report-world.ts';

const START = Date.parse('2026-11-02T00:00:00Z');
const DAY = 86_400_000;

let company: RunningCompany;
let folder: string;
/** One branch on an event clock, one live. */
let past: Branch;
let present: Branch;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-report-'));
  company = await startQuietCompany();
  past = branchOf(`past-${randomUUID().slice(0, 8)}`, START);
  // The last of them come from a source whose clock is ahead.
  present = branchOf(`live-${randomUUID().slice(0, 8)}`, Date.now() - 2.5 * DAY);
  await company.intake.post('/v1/workspaces', [
    { workspace: past.workspace, clock: 'event', startAt: new Date(START).toISOString() },
  ]);
  for (const branch of [present, past]) await send(branch);
  const to = new Date(START + 6 * DAY).toISOString();
  await company.intake.post('/v1/clock', [{ workspace: past.workspace, to }]);
  await settleAll(company);
  await exportAll();
}, 600_000);
afterAll(async () => {
  await company?.close();
  await rm(folder, { recursive: true, force: true });
});

/** On a live clock leads meet the reps as they are then: all are there before anything becomes of them. */
async function send({ accounts, reps, steps: [leads, ...rest] }: Branch): Promise<void> {
  await company.intake.post('/v1/accounts', accounts);
  await company.intake.post('/v1/reps', reps);
  await company.intake.post(...leads!);
  await settleAll(company);
  for (const [path, bodies] of rest) await company.intake.post(path, bodies);
  await settleAll(company);
}

async function exportAll(): Promise<void> {
  for (const topic of [...READ, 'lead.settled']) {
    const out = join(folder, `${topic}.parquet`);
    const { code, errors } = await runCli(
      ['export', topic, '--format', 'parquet', '--out', out],
      company.env,
    );
    expect({ topic, code, errors: code === 0 ? '' : errors }).toEqual({ topic, code: 0, errors: '' });
  }
}

async function report(...args: readonly string[]): Promise<{ readonly text: string; readonly json: Report }> {
  const { code, output, errors, json } = await runCli(['report', ...args], company.env);
  expect({ args, code, errors: code === 0 ? '' : errors }).toEqual({ args, code: 0, errors: '' });
  return { text: output, json: json as Report };
}

test('every number of a report is that of its query in docs/report.md on the exports', async () => {
  const { asOf: _, from, to, tenant, workspace, ...figures } = (await report('--json')).json;
  expect({ from, to, tenant, workspace }).toEqual({ from: null, to: null, tenant: null, workspace: null });
  expect(figures).toEqual(close(await figuresByQuery(folder)));

  const counts = new Map(figures.states.map(({ state, leads }) => [state, leads.count]));
  for (const state of ['assigned', 'waiting', 'quarantined', 'duplicate', 'closed'] as const)
    expect({ state, count: counts.get(state) }).toEqual({ state, count: expect.any(Number) });
  expect(figures.speed.map(({ clock }) => clock)).toEqual(['live', 'event']);
  for (const { milestones } of figures.speed)
    expect(milestones.every(({ time }) => time.count > 0)).toBe(true);
  const { waiting, conversion, quarantine } = figures;
  expect(waiting.served.count).toBeGreaterThan(0);
  expect(waiting.stillWaiting).toBeGreaterThan(0);
  expect(waiting.overdue.count).toBeGreaterThan(0);
  expect(conversion.byPath.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['value', 'owner', 'manual']),
  );
  expect(conversion.all.otherEnds).toBeGreaterThan(0);
  expect(quarantine.reasons.length).toBeGreaterThanOrEqual(3);
});

test('every cell of the page is that of the queries', async () => {
  const file = join(folder, 'page.html');
  const { asOf, from, to, tenant, workspace } = (await report('--html', file, '--json')).json;
  const page = await readFile(file, 'utf8');
  const counted = { ...(await figuresByQuery(folder)), asOf, from, to, tenant, workspace };
  for (const { caption, rows } of sectionsOf(counted).flatMap(({ tables }) => tables))
    expect({ caption, cells: cellsOf(page, caption) }).toEqual({
      caption,
      cells: rows.flat().map(({ text, aside = '' }) => text + aside),
    });
});

/** Text of the body cells of the page's table with that caption, row by row. */
function cellsOf(page: string, caption: string): readonly string[] {
  const table = page.split(`<caption>${caption}</caption>`)[1]?.split('</table>')[0] ?? '';
  const body = table.split('<tbody>')[1] ?? '';
  return [...body.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)]
    .map(([, cell]) => cell!.replaceAll(/<[^>]*>/g, ''))
    .filter((_, index, all) => all.length > 1 || all[index] !== 'none');
}

test('period and workspace choose leads, by the clock of their workspace', async () => {
  const { workspace } = past;
  const period = ['--from', '2026-11-03', '--to', '2026-11-04T12:00:00Z'];
  const {
    asOf: _,
    from,
    to,
    tenant,
    workspace: named,
    ...figures
  } = (await report('--workspace', workspace, ...period, '--json')).json;
  const where = `workspace = '${workspace}' AND "occurredAt" >= ${from} AND "occurredAt" < ${to}`;
  expect(figures).toEqual(close(await figuresByQuery(folder, where)));
  expect({ named, tenant, from }).toEqual({ named: workspace, tenant: null, from: START + DAY });
  expect(figures.leads).toBeGreaterThan(0);
  expect(figures.leads).toBeLessThan((await report('--workspace', workspace, '--json')).json.leads);
  expect((await report('--tenant', 'nobody', '--json')).json.leads).toBe(0);
});

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

test('the worked queries of docs/analysts.md agree with the report', async () => {
  const { speed, states, conversion } = (await report('--json')).json;
  const [[pace], ways, loads] = (await answersOf('analysts.md', folder)) as [Row[], Row[], Row[]];
  const received = speed.map(({ milestones }) =>
    milestones.find(({ name }) => name === 'assignedSinceReceipt'),
  );
  expect(pace).toMatchObject({ leads: sum(received.map((one) => one!.reached.count)) });
  expect(new Set(ways.map(({ source, path, leads, won }) => [source, path, leads, won].join()))).toEqual(
    new Set(
      conversion.bySourceAndPath.map(({ source, path, assigned, won }) =>
        [source, path, assigned, won.count].join(),
      ),
    ),
  );
  const open = states.find(({ state }) => state === 'assigned')!.leads.count;
  expect(sum(loads.map((row) => row['open'] as number))).toBe(open);
});

test('no report says who a lead is, and reps are named only when that is asked for', async () => {
  const page = join(folder, 'report.html');
  const texts = [];
  for (const args of [['--html', page], ['--json']]) texts.push((await report(...args)).text);
  texts.push(await readFile(page, 'utf8'));
  for (const text of texts) {
    expect(text).toContain(`${past.workspace}-r0`);
    for (const name of [PERSON, REP]) expect(text.toLowerCase()).not.toContain(name.toLowerCase());
  }
  await report('--rep-names', '--html', page);
  expect(await readFile(page, 'utf8')).toContain(`${REP} 0`);
});
