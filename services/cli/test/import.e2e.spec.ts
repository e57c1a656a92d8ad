import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leadIdOf } from '@leadline/contracts';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import { startQuietCompany } from '../../sample-company/test/harness.ts';
import type { LeadLife } from '../src/audit/trace.ts';
import type { Reconciliation } from '../src/audit/reconcile.ts';
import type { ImportReport } from '../src/imports/report.ts';

const PACKAGE = join(import.meta.dirname, '..');
/** A real CRM export. It stays out of the repository; LEADLINE_MAVEN_CRM says where it is. */
const CRM = process.env['LEADLINE_MAVEN_CRM'] ?? join(PACKAGE, '../../../shared/data/maven_crm');
const MAPPINGS = join(PACKAGE, 'mappings/maven-crm');

/** Who sends dead letters again, and why. */
const SAID = ['--by', 'e2e', '--reason', 'mended'];

let company: RunningCompany;
beforeAll(async () => {
  company = await startQuietCompany();
});
afterAll(() => company?.close());

/** Runs the command line; answers its JSON. */
async function leadline<T>(expected: number, ...args: readonly string[]): Promise<T> {
  const { code, output, json } = await runCli([...args, '--json'], company.env);
  expect({ args, code, output: code === expected ? '' : output }).toEqual({
    args,
    code: expected,
    output: '',
  });
  return json as T;
}

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'leadline-import-'));

/** First code block of a language in the README. */
async function fromReadme(language: string): Promise<string> {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  return readme.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!;
}

test('the file and the mapping of the README import and route, and no row vanishes', async () => {
  const place = await folder();
  const [file, mapping, reps] = ['leads.csv', 'leads.yaml', 'reps.ndjson'].map((name) =>
    join(place, name),
  ) as [string, string, string];
  const bad = [
    '18;31.02.2026 10:00;Bad;Date;bad@date.io;X;DE;1;offen;',
    '19;01.11.2026 10:00;Too;Few',
    ';01.11.2026 10:00;No;Key;no@key.io;X;DE;1;offen;',
    '20;01.11.2026 10:00;"Bro"ken;Quote;q@q.io;X;DE;1;offen;',
    '21;;Grace;Hopper;grace@cobol.org;Navy;US;7;offen;',
  ];
  await writeFile(file, `${await fromReadme('csv')}${bad.join('\n')}\n`);
  await writeFile(mapping, await fromReadme('yaml'));
  await writeFile(reps, '{"id":"Anna Ay","cap":9}\n');
  const repMapping = join(place, 'reps.yaml');
  const fields =
    'fields: { repId: { column: id, case: slug }, capacity: cap, workDays: { const: "1,2,3,4,5,6,7" }, workStart: { const: 0 }, workEnd: { const: "24:00" } }';
  await writeFile(repMapping, `kind: reps\nworkspace: { const: europe }\n${fields}\n`);

  expect(await leadline(0, 'reps', 'import', reps, '--mapping', repMapping)).toMatchObject({ accepted: 1 });
  const rejects = join(place, 'rejects.ndjson');
  const args = ['import', file, '--source', 'old-crm', '--mapping', mapping, '--rejects', rejects];
  const report = await leadline<ImportReport>(1, ...args);
  expect(report).toMatchObject({ read: 6, accepted: 2, rejected: 4, outcomes: 1, undated: [7] });
  expect(
    (await readFile(rejects, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { line: number }).line),
  ).toEqual([3, 4, 5, 6]);
  await leadline(1, ...args);
  await leadline(0, 'reconcile', '--settle');

  const life = await leadline<LeadLife>(0, 'trace', leadIdOf('default', 'old-crm', '17'));
  expect(life.status).toMatchObject({ state: 'closed', outcome: 'won', repId: 'anna-ay' });
  expect(life.ledger.filter(({ kind }) => kind === 'assigned')).toHaveLength(1);
  for (const personal of ['ada@engines.co.uk', 'Lovelace'])
    expect(JSON.stringify(life)).not.toContain(personal);
  const undated = await leadline<LeadLife>(0, 'trace', leadIdOf('default', 'old-crm', '21'));
  expect(undated.received).toMatchObject({ flags: ['OCCURRED_AT_MISSING'] });
});

const isThere = existsSync(CRM);
const where = isThere ? '' : ` (not run: ${CRM} is not there)`;
(isThere ? test : test.skip)(
  `a real CRM export travels on the event clock${where}`,
  async () => {
    const place = await folder();
    for (const name of ['accounts.csv', 'products.csv']) await copyFile(join(CRM, name), join(place, name));
    const lines = (await readFile(join(CRM, 'sales_pipeline.csv'), 'utf8')).trim().split(/\r?\n/);
    const file = join(place, 'sales_pipeline.csv');
    // The first weeks and the rows without a date, which stand at the end.
    await writeFile(file, [...lines.slice(0, 601), ...lines.slice(-50)].join('\n'));

    await leadline(
      0,
      'reps',
      'import',
      join(CRM, 'sales_teams.csv'),
      '--mapping',
      join(MAPPINGS, 'reps.yaml'),
    );
    const before = await leadline<Reconciliation>(0, 'reconcile', '--settle');
    const report = await leadline<ImportReport>(
      0,
      'import',
      file,
      '--source',
      'maven-crm',
      '--mapping',
      join(MAPPINGS, 'leads.yaml'),
    );
    expect(report).toMatchObject({ read: 650, accepted: 650, rejected: 0, leads: 650 });
    expect(report.undated).toEqual(Array.from({ length: 50 }, (_, index) => 602 + index));

    const after = await leadline<Reconciliation>(0, 'reconcile', '--settle');
    expect(after.received - before.received).toBe(650);
    expect(after.everAssigned - before.everAssigned).toBeGreaterThanOrEqual(585);
    expect(after.states.duplicate).toBe(before.states.duplicate);
    await leadline(0, 'replay');
    await leadline(0, 'load', 'verify');
    const [id] = lines[1]!.split(',');
    const life = await leadline<LeadLife>(0, 'trace', leadIdOf('default', 'maven-crm', id!));
    expect(life.outreach).toContainEqual(expect.objectContaining({ result: 'skipped', why: 'NO_ADDRESS' }));
  },
  300_000,
);

test('an altered capsule in an export is found without a server, and named', async () => {
  const file = join(await folder(), 'decisions.ndjson');
  await leadline(0, 'replay', '--export', file);
  const rows = (await readFile(file, 'utf8')).trim().split('\n');
  const index = rows.findIndex((row) => row.includes('DecisionRecorded'));
  const { value } = JSON.parse(rows[index]!) as { value: { leadId: string; capsule: string } };
  const capsule = value.capsule.replace('"attempt":1', '"attempt":2');
  rows[index] = JSON.stringify({ record: 'DecisionRecorded', value: { ...value, capsule } });
  await writeFile(file, rows.join('\n'));
  const { code, json } = await runCli(['replay', '--from-file', file, '--json'], { LEADLINE_KAFKA: '' });
  expect(code).toBe(1);
  expect(json).toMatchObject({ differs: [{ leadId: value.leadId }] });
});

test('a dead letter is shown without what it holds, and sent again once', async () => {
  const producer = await company.client.producer();
  const key = `poison-${Date.now()}`;
  const value = Buffer.from('ada@lovelace.dev');
  await producer.send([{ topic: 'lead.validated', key, value }]);
  await producer.close();
  const mine = async () =>
    (
      await leadline<readonly { id: string; key: string; body: string }[]>(0, 'dlq', 'show', 'scoring')
    ).filter((letter) => letter.key === key);
  await leadline(0, 'reconcile', '--settle');
  const [letter] = await mine();
  expect(letter?.body).toMatch(/^16 bytes that cannot be decoded/);
  expect(await leadline(0, 'dlq', 'redrive', 'scoring', '--id', letter!.id, ...SAID)).toEqual([
    { id: letter!.id, topic: 'lead.validated' },
  ]);
  expect(await leadline(2, 'dlq', 'redrive', 'scoring', '--id', letter!.id, ...SAID)).toMatchObject({
    error: { code: 'LEADLINE_LETTER_UNKNOWN' },
  });
  await leadline(0, 'reconcile', '--settle');
  expect((await mine()).map(({ id }) => id)).toEqual([expect.not.stringMatching(`^${letter!.id}$`)]);
});
