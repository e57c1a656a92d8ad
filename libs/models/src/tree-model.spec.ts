import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeLead, type ScorableLead, scoreLead, treeLogit } from '@leadline/domain';
import { chance } from '../test/lessons.ts';
import { type Example, loadModel, saveModel, type Scorer, trainModel } from './index.ts';

const next = chance(23);
const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;

function drawnLead(): ScorableLead {
  return {
    source: pick(['web-form', 'partner', 'phone']),
    country: pick(['DE', 'FR', null]),
    industry: pick(['software', 'retail', 'energy', null]),
    employees: pick([null, 3, 40, 500, 9000]),
    seniority: null,
    department: null,
    product: pick(['meter', 'gateway']),
    dealType: 'new',
    amount: Math.floor(next() * 9000),
    emailKind: 'business',
    phoneKind: 'none',
    quality: { completeness: Math.floor(next() * 8) / 8, validity: 1 },
  };
}

/** Won more often where exactly one holds: from a partner, or for the gateway. */
function drawnDeal(occurredAt: number): Example {
  const lead = drawnLead();
  const won = next() < ((lead.source === 'partner') === (lead.product === 'gateway') ? 0.15 : 0.5);
  return { tenant: 'default', workspace: 'emea', repId: pick(['anna', 'ben', 'carla']), lead, won, amount: won ? 900 : 0, occurredAt }; // prettier-ignore
}

const examples = Array.from({ length: 4000 }, (_, index) => drawnDeal(index));
const leads = Array.from({ length: 300 }, drawnLead);
const model = trainModel(examples);
let folder: string;
let scorer: Scorer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-trees-'));
  await saveModel(folder, model);
  scorer = await loadModel(folder);
});
afterAll(async () => {
  await scorer.close();
  await rm(folder, { recursive: true });
});

test('trees are taken where they are shown to tell more than a line', () => {
  const { card } = model;
  expect(card.leadPart).toBe('trees');
  expect(card.metrics.gain.trees.low).toBeGreaterThan(0);
  expect(card.metrics.auc.lead).toBeGreaterThan(0.65);
  expect(card.metrics.calibration.error).toBeLessThan(0.05);
});

test('a loaded model gives the bits of the plain evaluator on the trees of its card, whatever the batch', async () => {
  const plain = leads.map((lead) => treeLogit(scorer.card.trees!, encodeLead(lead, scorer.card.vocabulary)));
  const batches = [1, 7, 300].map(async (size) => {
    const outputs = [];
    for (let from = 0; from < leads.length; from += size)
      outputs.push(...(await scorer.run(leads.slice(from, from + size))));
    return outputs.map(({ leadLogit }) => leadLogit);
  });
  for (const batch of batches) expect(await batch).toEqual(plain);
});

test('reasons come from the branches that the lead took, and name the pattern first', async () => {
  const lead = { ...leads[0]!, source: 'partner', product: 'meter', tenant: 'default', workspace: 'emea' };
  const [output] = await scorer.run([lead]);
  const { scoreReasons, repLogits } = scoreLead(lead, output!, scorer.card);
  expect(repLogits).toHaveLength(3);
  expect(['source=partner', 'product=meter']).toContain(scoreReasons[0]!.feature);
  expect(scoreReasons[0]!.effect).toBeGreaterThan(400_000);
});

test('where outcomes are chance, nothing is claimed and nothing may be released', () => {
  // The latest deals are won twice as often: a level that changed for all is no merit, either.
  const noise = examples.map((deal, index) => {
    const won = (index * 7919) % 101 < (index < 3200 ? 30 : 60);
    return { ...deal, won, amount: won ? 900 : 0 };
  });
  const { card } = trainModel(noise);
  expect(card.release.allowed).toBe(false);
  expect([card.claims.reps.claimed, card.claims.fit.claimed]).toEqual([false, false]);
});
