import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Example, saveModel, trainModel } from '@leadline/models';
import { exampleOf } from '../../../libs/models/test/deals.ts';

const DEALS = 1500;
const HOUR = 3_600_000;
/** After every deal that a test imports, so that none is unseen by these models. */
const START = Date.parse('2026-06-01T00:00:00Z');

/** Deals in which reps and sources differ, of one workspace and its first two reps; one an hour. `shift`: in a window so many hours later. */
export const dealsOf = (workspace: string, shift = 0): readonly Example[] =>
  Array.from({ length: DEALS }, (_, index) => {
    const deal = exampleOf(index);
    const repId = `${workspace}-${deal.repId === 'r1' ? 'r0' : 'r1'}`;
    return { ...deal, workspace, repId, occurredAt: START + (deal.occurredAt + shift) * HOUR };
  });

/** The same deals, of which it is not known where each fifth lead came from: worse, on the same deals. */
export const blurred = (deals: readonly Example[]): readonly Example[] =>
  deals.map((deal, index) => (index % 5 > 0 ? deal : { ...deal, lead: { ...deal.lead, source: 'lost' } }));

/** The same deals, won by what nobody records: nothing to learn. */
export const byChance = (deals: readonly Example[]): readonly Example[] =>
  deals.map((deal, index) => {
    const won = (index * index * 31 + index * 7) % 97 < 48;
    return { ...deal, won, amount: won ? 100 : 0 };
  });

/** Trains on the deals into a folder of its own. */
export async function modelOf(deals: readonly Example[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-release-'));
  await saveModel(folder, trainModel(deals));
  return folder;
}

/** A CSV of deals in which one rep wins, and its mapping: what `history import` takes. */
export async function historyFile(
  workspace: string,
): Promise<{ readonly file: string; readonly mapping: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-history-'));
  const [file, mapping] = [join(folder, 'deals.csv'), join(folder, 'history.yaml')];
  const rows = Array.from({ length: 400 }, (_, index) => {
    const [day, rep] = [new Date(Date.UTC(2025, 0, 1) + index * 86_400_000).toISOString(), index % 2];
    const stage = (rep === 0) !== (index % 10 === 3) ? 'won' : 'lost';
    return `d${index},${day},rep-${rep},p${index}@firm-${index}.io,DE,${stage},${day},100`;
  });
  await writeFile(file, `id,at,rep,mail,land,stage,closed,value\n${rows.join('\n')}\n`);
  await writeFile(
    mapping,
    `kind: history
workspace: { const: ${workspace} }
idempotencyKey: id
occurredAt: at
repId: rep
fields: { email: mail, country: land }
outcome: { outcome: stage, occurredAt: closed, amount: value }
`,
  );
  return { file, mapping };
}
