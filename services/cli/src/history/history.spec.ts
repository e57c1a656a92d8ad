import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoricalDeal } from '@leadline/contracts';
import { parseMapping } from '../mapping/load.ts';
import { canonicaliser } from './canonical.ts';
import { importHistory } from './import.ts';

const MAPPING = parseMapping(
  `
kind: history
idempotencyKey: id
occurredAt: at
repId: { column: rep, case: slug }
fields: { name: name, email: mail, country: land, title: title, message: text }
outcome: { outcome: { column: stage, values: { Won: won, Lost: lost, Called: contacted }, otherwise: empty }, occurredAt: closed, amount: value }
`,
  'history',
);
const CSV = [
  'id,at,rep,name,mail,land,title,text,stage,closed,value',
  'k1,2024-01-02,Anna B,Ada Lovelace,ada@lovelace.dev,Deutschland,CEO,hello,Won,2024-02-02,900',
  'k2,2024-01-03,Anna B,Bo Berg,bo@berg.no,Norge,Einkäufer,hello,,,',
  'k3,,Anna B,No Date,no@date.io,DE,,,Won,2024-02-02,1',
  'k4,2024-01-04,,No Rep,no@rep.io,DE,,,Won,2024-02-02,1',
  'k5,2024-01-05,Ben,asdfgh qwertz,,,,,Lost,2024-02-02,',
  'k6,2024-01-06,Ben,Cy Coder,cy@coder.io,DE,,,Called,2024-02-02,',
  'k7,2024-01-06,Ben,Di Dent,di@dent.io,DE,,,Lost,2024-02-09,',
].join('\n');

async function imported() {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-history-'));
  const file = join(folder, 'deals.csv');
  writeFileSync(file, CSV);
  const deals: HistoricalDeal[] = [];
  const report = await importHistory({
    file,
    mapping: MAPPING,
    tenant: 'default',
    source: 'old-crm',
    rejectsFile: null,
    canonical: canonicaliser({}),
    write: async (batch) => void deals.push(...batch),
    progress: () => undefined,
  });
  return { deals, report };
}

test('deals come in with their leads in the canonical values that the pipeline gives', async () => {
  const { deals } = await imported();
  expect(deals).toMatchObject([
    {
      repId: 'anna-b',
      outcome: 'won',
      amountWon: 900,
      country: 'DE',
      seniority: 'c-level',
      source: 'old-crm',
    },
    { repId: 'anna-b', outcome: 'open', amountWon: null, closedAt: null, country: 'NO' },
    { repId: 'ben', outcome: 'lost', closedAt: Date.parse('2024-02-09T00:00:00Z') },
  ]);
});

test('nothing of the person is kept', async () => {
  const { deals } = await imported();
  expect(JSON.stringify(deals)).not.toMatch(/ada|lovelace|hello|berg/i);
});

test('no row vanishes: each is accepted, or rejected with line and reason; what would have been kept back is no example', async () => {
  const { report } = await imported();
  expect(report).toMatchObject({ read: 7, accepted: 3, rejected: 4 });
  expect(Object.fromEntries(report.rejects.map(({ line, reason }) => [line, reason]))).toEqual({
    4: 'occurredAt: it is empty',
    5: 'repId: it is empty',
    6: expect.stringMatching(/^data quality: .*(INVALID_CONTACT|JUNK_NAME)/) as string,
    7: 'outcome: "contacted" ends no deal: give won, lost, withdrawn, or leave it empty',
  });
});
