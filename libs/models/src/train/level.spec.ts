import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sigmoid } from '@leadline/domain';
import { leadOf } from '../../test/deals.ts';
import { chance } from '../../test/lessons.ts';
import { loadModel } from '../load.ts';
import { saveModel } from '../save.ts';
import type { Example } from './example.ts';
import { trainModel } from './train.ts';

const DEALS = 4000;
const LATEST = 0.8 * DEALS;

/** Of leads that no field tells apart 5 % are won, and 30 % of the latest fifth. */
function jumped(seed: number): readonly Example[] {
  const next = chance(seed);
  return Array.from({ length: DEALS }, (_, occurredAt) => {
    const won = next() < (occurredAt < LATEST ? 0.05 : 0.3);
    const repId = `r${String(Math.floor(next() * 3))}`;
    const place = { tenant: 'default', workspace: 'emea' };
    return { ...place, repId, lead: leadOf(3), won, amount: won ? 100 : 0, occurredAt };
  });
}

test('after a jump of the base rate the model says what is won now, not that and the jump once more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-level-'));
  const deals = jumped(5);
  await saveModel(folder, trainModel(deals));
  const scorer = await loadModel(folder);
  const [said] = await scorer.run([leadOf(3)]);
  const now = deals.slice(LATEST).filter(({ won }) => won).length / (DEALS - LATEST);
  expect(Math.abs(sigmoid(said!.leadLogit) - now)).toBeLessThan(0.03);
  await scorer.close();
  await rm(folder, { recursive: true });
});
