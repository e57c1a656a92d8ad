import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMapping } from '../mapping/load.ts';
import type { Body } from '../mapping/bodies.ts';
import type { Answer, Intake } from './intake.ts';
import { importLeads } from './leads.ts';

/** An intake that refuses what has no company, and writes down all that it gets, between the waits for the pipeline. */
function world() {
  const log: (readonly [path: string, bodies: readonly Body[]] | readonly string[])[] = [];
  const intake: Intake = {
    post: (path, bodies) => {
      if (bodies.length > 0) log.push([path, bodies]);
      return Promise.resolve(
        bodies.map((body): Answer => {
          if (path === '/v1/leads' && body['company'] === undefined)
            return { code: 'LEADLINE_INTAKE_INVALID', message: 'no company' };
          return { leadId: body['idempotencyKey'] as string };
        }),
      );
    },
  };
  const settled = (stages: readonly string[]): Promise<void> => {
    log.push(stages);
    return Promise.resolve();
  };
  return { log, intake, settled };
}

function job(csv: string, clock: 'event' | 'live') {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-import-'));
  const file = join(folder, 'leads.csv');
  writeFileSync(file, csv);
  const mapping = parseMapping(
    `
kind: leads
clock: ${clock}
idempotencyKey: id
occurredAt: at
fields: { company: company }
outcome: { outcome: { column: stage, values: { Won: won }, otherwise: empty }, occurredAt: closed }
`,
    'leads',
  );
  const rejectsFile = join(folder, 'rejects.ndjson');
  const common = {
    tenant: 'default',
    source: 'crm',
    author: { by: 'u7', reason: 'import' },
    progress: () => {},
    now: 0,
  };
  return { file, mapping, rejectsFile, ...common, ...world() };
}

const CSV = [
  'id,at,company,stage,closed',
  'k1,2024-01-02,Acme,Won,2024-01-04',
  'k2,2024-01-01,Beta,,',
  'k3,,Gamma,,',
  'k4,2024-01-01,,Won,2024-01-02',
  'k5,nonsense,Delta,,',
  'k6,2024-01-01,too,many,fields,here',
].join('\n');

const day = (date: string) => Date.parse(`${date}T00:00:00Z`);

test('on an event clock each step is sent, settled and closed before the next', async () => {
  const run = job(CSV, 'event');
  await importLeads(run);
  const seen = run.log.map((entry) => {
    if (!Array.isArray(entry[1])) return entry;
    const [path, bodies] = entry as [string, readonly Body[]];
    return [
      path,
      bodies.map((body) => body['idempotencyKey'] ?? body['outcome'] ?? body['to'] ?? body['clock']),
    ];
  });
  const flow = ['enrichment', 'data-quality', 'scoring'];
  expect(seen).toEqual([
    ['/v1/workspaces', ['event']],
    ['/v1/leads', ['k2', 'k4']], flow, ['/v1/clock', [day('2024-01-02')]], ['assignment'],
    ['/v1/leads', ['k1', 'k3']], flow, ['/v1/clock', [day('2024-01-03')]], ['assignment'],
    ['/v1/outcomes', ['won']], flow, ['/v1/clock', [day('2024-01-05')]], ['assignment'],
  ]); // prettier-ignore
});

test.each(['event', 'live'] as const)(
  'on the %s clock no row vanishes, and rejects say line and reason',
  async (clock) => {
    const run = job(CSV, clock);
    const report = await importLeads(run);
    expect(report).toMatchObject({ read: 6, accepted: 3, rejected: 3, leads: 3, outcomes: 1, undated: [4] });
    const rejects = [
      { line: 5, reason: 'LEADLINE_INTAKE_INVALID: no company' },
      { line: 6, reason: 'occurredAt: "nonsense" is not a date in the format iso' },
      { line: 7, reason: 'it has 6 fields, the header has 5' },
    ];
    expect(report.rejects.toSorted((a, b) => a.line - b.line)).toEqual(rejects);
    const written = readFileSync(run.rejectsFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number });
    expect(written.toSorted((a, b) => a.line - b.line)).toEqual(rejects);
  },
);
