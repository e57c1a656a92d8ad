import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@leadline/testkit';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import {
  idOf,
  leadFor,
  ledgerOf,
  openWorkspace,
  settleAll,
  startQuietCompany,
} from '../../sample-company/test/harness.ts';
import type { QualityReport } from '../src/quality/report.ts';

const DAY = 86_400_000;
const START = Math.floor(Date.now() / DAY - 14) * DAY;
const CHANGED = START + 10 * DAY;
const PERSON = 'Quirinius';
/** A source that two tests watch, and how the operator wrote its contract by hand. */
const SOURCE = `portal-${randomUUID().slice(0, 8)}`;
const BY_HAND = `contract: source\nsource: ${SOURCE}\nfields:\n  industry: { minFilled: 0.9 }\n`;

let company: RunningCompany;
let folder: string;
let workspace: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-quality-'));
  await writeFile(join(folder, 'by-hand.yaml'), BY_HAND);
  process.env['LEADLINE_CONTRACTS'] = folder;
  company = await startQuietCompany();
  workspace = await openWorkspace(company);
}, 600_000);
afterAll(async () => {
  delete process.env['LEADLINE_CONTRACTS'];
  await company?.close();
  await rm(folder, { recursive: true, force: true });
});

const lead = (at: number, index: number) => ({
  ...leadFor(workspace, { source: SOURCE }),
  firstName: PERSON,
  occurredAt: at,
  product: index % 3 === 0 ? 'gateway' : 'meter',
  ...(at < CHANGED ? { industry: 'Software' } : { attributes: { branche: 'Software' } }),
});

/** 80 leads a day; from the eleventh day on one of their fields has another name. */
const leads = (): readonly object[] =>
  Array.from({ length: 12 }, (_, day) =>
    Array.from({ length: 80 }, (_one, index) => lead(START + day * DAY + index * 60_000, index)),
  ).flat();

const iso = (at: number): string => new Date(at).toISOString();

test('a contract is learned, the renamed field is found in report, page, metrics and log, and nobody is named', async () => {
  await company.intake.post('/v1/leads', leads());
  await settleAll(company);

  const contracts = await mkdtemp(join(folder, 'learned-'));
  const period = ['--from', iso(START), '--to', iso(CHANGED)];
  const learned = await runCli(['quality', 'learn', '--source', SOURCE, ...period, '--out', join(contracts, 'portal.yaml')], company.env); // prettier-ignore
  expect(learned).toMatchObject({ code: 0, output: expect.stringContaining('learned from 800 leads') });

  const page = join(folder, 'page.html');
  const args = ['quality', 'report', '--contracts', contracts, '--source', SOURCE];
  const kept = await runCli([...args, ...period, '--json'], company.env);
  expect(kept).toMatchObject({ code: 0, json: { leads: 800, alarms: [] } });

  const whole = ['--from', iso(START), '--to', iso(START + 12 * DAY)];
  const broken = await runCli([...args, ...whole, '--json'], company.env);
  const { alarms, sources } = broken.json as QualityReport;
  expect(broken.code).toBe(1);
  expect(alarms.map(({ kind, field, since, until: end }) => ({ kind, field, since, end }))).toEqual([
    { kind: 'FIELD_NEW', field: null, since: CHANGED, end: null },
    { kind: 'FIELD_EMPTY', field: 'industry', since: CHANGED, end: null },
  ]);
  expect(alarms[1]!.advice).toContain('branche');
  expect(sources).toMatchObject([
    { source: SOURCE, leads: 960, hasContract: true, quarantined: { count: 0 } },
  ]);
  expect(sources[0]!.days.map((day) => day.leads)).toEqual(Array.from({ length: 12 }, () => 80));

  expect(await runCli([...args, ...whole, '--format', 'html', '--out', page], company.env)).toMatchObject({
    code: 1,
  });
  const texts = [
    await readFile(page, 'utf8'),
    broken.output,
    (await runCli([...args, ...whole], company.env)).output,
  ];
  for (const text of texts) {
    expect(text).toContain('branche');
    expect(text).not.toMatch(new RegExp(`${PERSON}|@firm`, 'i'));
  }

  const { url } = company.services.find(({ name }) => name === 'data-quality')!;
  await until('the alarm shows in the metrics', async () =>
    (await (await fetch(new URL('/metrics', url))).text()).includes(
      `leadline_source_alarms{source="${SOURCE}",alarm="FIELD_EMPTY"`,
    ),
  );
  const log = await readFile(join(company.stack.folder, 'data-quality.log'), 'utf8');
  const warnings = log.split('\n').filter((line) => line.includes('LEADLINE_CONTRACT_BROKEN'));
  expect(warnings.length).toBeGreaterThanOrEqual(1);
  expect(JSON.parse(warnings[0]!)).toMatchObject({ source: SOURCE, alarm: 'FIELD_EMPTY', field: 'industry' });
});

const own = (days: unknown) => (days as string[]).filter((day) => day.includes(`/${SOURCE}/`));

test('the days of a source are kept once, and hold nobody', async () => {
  const keep = () => runCli(['quality', 'keep', '--json'], company.env);
  const first = await keep();
  expect(first).toMatchObject({ code: 0, errors: '' });
  expect(own(first.json)).toEqual(
    Array.from({ length: 12 }, (_, day) => `default/${SOURCE}/${iso(START + day * DAY).slice(0, 10)}`),
  );
  expect(own((await keep()).json)).toEqual([]);
  const out = join(folder, 'profiles.ndjson');
  expect(await runCli(['export', 'source.profile', '--out', out], company.env)).toMatchObject({ code: 0 });
  const rows = await readFile(out, 'utf8');
  expect(rows).toContain('branche');
  expect(rows).not.toMatch(new RegExp(`${PERSON}|@firm`, 'i'));
});

test('a won deal without an amount frees its rep, is kept apart with its fault, and is told of', async () => {
  const [bad, good] = [leadFor(workspace), leadFor(workspace)];
  await company.intake.post('/v1/leads', [bad, good]);
  await settleAll(company);
  const won = { workspace, outcome: 'won', occurredAt: Date.now() };
  await company.intake.post('/v1/outcomes', [
    { ...won, leadId: idOf(bad) },
    { ...won, leadId: idOf(good), amount: 900 },
  ]);
  await settleAll(company);

  const ledger = await ledgerOf(company, workspace);
  for (const one of [bad, good]) expect(ledger.get(idOf(one))).toEqual(['assigned', 'closed']);
  const { json, errors } = await runCli(['quality', 'report', '--json'], company.env);
  expect({ errors, json }).toMatchObject({ errors: '', json: { outcomes: {}, reps: {} } });
  const { outcomes, reps } = json as QualityReport;
  expect(outcomes.faulty).toMatchObject({ count: 1, of: 2 });
  expect(outcomes.keptBack).toMatchObject({ count: 1, of: 2 });
  expect(outcomes.faults).toMatchObject([{ fault: 'AMOUNT_MISSING' }]);
  expect(reps.faulty).toMatchObject({ count: 0, of: 5 });
  const rows = async (topic: string): Promise<string> => {
    const out = join(folder, `${topic}.ndjson`);
    expect(await runCli(['export', topic, '--out', out], company.env)).toMatchObject({ code: 0 });
    return readFile(out, 'utf8');
  };
  expect(await rows('deal.quarantined')).toContain(idOf(bad));
  expect(await rows('deal.outcome')).not.toContain(idOf(bad));
  expect(await rows('deal.outcome')).toContain(idOf(good));
});
