import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelCard } from '@leadline/models';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import { startQuietCompany } from '../../sample-company/test/harness.ts';
import type { ImportReport } from '../src/imports/report.ts';
import { historyFile } from './release-models.ts';

const PACKAGE = join(import.meta.dirname, '..');
/** A real CRM export. It stays out of the repository; LEADLINE_MAVEN_CRM says where it is. */
const CRM = process.env['LEADLINE_MAVEN_CRM'] ?? join(PACKAGE, '../../../shared/data/maven_crm');

let company: RunningCompany;
beforeAll(async () => {
  company = await startQuietCompany();
});
afterAll(() => company?.close());

const leadline = (...args: readonly string[]) => runCli([...args, '--json'], company.env);

async function importHistory(file: string, mapping: string, tenant: string): Promise<ImportReport> {
  const options = ['--tenant', tenant, '--source', 'crm', '--mapping', mapping];
  return (await leadline('history', 'import', file, ...options)).json as ImportReport;
}

async function train(tenant: string, out: string): Promise<{ code: number; trained: Trained }> {
  const { code, json } = await leadline('train', '--tenant', tenant, '--out', out);
  return { code, trained: json as Trained };
}

interface Trained {
  readonly deals: number;
  readonly examples: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly card: ModelCard;
}

test('without deals to learn from it says how many are missing, and how to get them', async () => {
  const { code, output } = await leadline(
    'train',
    '--out',
    join(await mkdtemp(join(tmpdir(), 'leadline-train-'))),
  );
  expect(code).toBe(2);
  expect(output).toContain('LEADLINE_HISTORY_TOO_SMALL');
  expect(output).toContain('leadline history import');
});

(existsSync(CRM) ? test : test.skip)(
  'maven_crm: the history comes in whole, and there is nothing to learn from it: no model goes over the prior',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leadline-train-'));
    const mapping = join(PACKAGE, 'mappings/maven-crm/history.yaml');
    const file = join(CRM, 'sales_pipeline.csv');
    const imported = await importHistory(file, mapping, 'maven');
    // 500 opportunities have no date.
    expect(imported).toMatchObject({ read: 8_800, accepted: 8_300, rejected: 500 });
    const out = join(folder, 'model');
    const { code, trained } = await train('maven', out);
    expect(trained).toMatchObject({ deals: 8_300, card: { release: { allowed: false } } });
    expect(trained.examples + Object.values(trained.leftOut).reduce((sum, count) => sum + count, 0)).toBe(
      8_300,
    );
    const { reps, fit } = trained.card.claims;
    expect([reps.claimed, fit.claimed]).toEqual([false, false]);
    expect(code).toBe(1);
    expect(existsSync(out)).toBe(false);
  },
);

test('a history in which reps differ gives a model that scoring can load', async () => {
  const { file, mapping } = await historyFile('differ');
  const out = join(await mkdtemp(join(tmpdir(), 'leadline-train-')), 'model');
  await importHistory(file, mapping, 'differ');
  const { code, trained } = await train('differ', out);
  expect({ code, allowed: trained.card.release.allowed }).toEqual({ code: 0, allowed: true });
  expect(trained.card.workspaces['differ/differ']?.repIds).toEqual(['rep-0', 'rep-1']);
  expect(existsSync(join(out, 'model.onnx'))).toBe(true);
});
