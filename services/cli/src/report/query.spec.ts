import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPICS, type TopicName } from '@leadline/contracts';
import { close, figuresByQuery } from '../../test/report-by-query.ts';
import { REPORT_HISTORY } from '../../test/report-history.ts';
import { columnsOf, rowOf } from '../export/columns.ts';
import { writeRows } from '../export/write.ts';
import { createLeadFold, READ } from './facts/fold.ts';
import { reportOf } from './report.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-query-'));
  for (const topic of READ) await exportOf(topic);
});
afterAll(() => rm(folder, { recursive: true }));

async function exportOf(topic: TopicName): Promise<void> {
  const columns = columnsOf(topic);
  const records: readonly string[] = TOPICS[topic].records;
  const rows = async function* () {
    for (const [index, evidence] of REPORT_HISTORY.entries())
      if (records.includes(evidence.record))
        yield rowOf(columns, { ...evidence, partition: 0, offset: BigInt(index) }, false);
  };
  await writeRows('parquet', join(folder, `${topic}.parquet`), columns, rows());
}

function figures() {
  const fold = createLeadFold();
  for (const evidence of REPORT_HISTORY) fold.add(evidence);
  const all = { period: { from: -Infinity, to: Infinity }, tenant: null, workspace: null };
  const { asOf: _, from: _from, to: _to, tenant: _tenant, workspace: _workspace, ...counted } = reportOf(fold.leads(), all, 0); // prettier-ignore
  return counted;
}

test('given leads that were handed on, every number of the report is that of its query', async () => {
  expect(figures()).toEqual(close(await figuresByQuery(folder)));
});

test('given leads that were handed on, each counts once, for the workspace, clock, rep and value of where it is', () => {
  const { leads, speed, reps, waiting } = figures();
  expect(leads).toBe(4);
  expect(speed.map((one) => [one.clock, one.leads])).toEqual([['event', 4]]);
  expect(reps.map(({ workspace, repId, value }) => [workspace, repId, value.sum])).toEqual([
    ['apac', 'kim', 4_200],
    ['emea', 'ann', 10],
  ]);
  expect(waiting).toMatchObject({ waits: 2, stillWaiting: 0 });
});
