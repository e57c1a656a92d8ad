import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScorableLead } from '@leadline/domain';
import { chance } from '../test/lessons.ts';
import { type Example, loadModel, saveModel, type Scorer, trainModel } from './index.ts';
import { createRepLogits } from './rep-logits.ts';

const next = chance(41);
const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;

function drawnLead(): ScorableLead {
  return {
    source: pick(['web-form', 'partner']),
    country: 'DE',
    industry: pick(['software', 'retail']),
    employees: pick([5, 50, 500, 5000]),
    seniority: null,
    department: null,
    product: 'meter',
    dealType: pick(['new', 'renewal']),
    amount: null,
    emailKind: 'business',
    phoneKind: 'none',
    quality: { completeness: 0.5, validity: 1 },
  };
}

/** Ben wins more the larger the company, anna the smaller. Each e-fold of waiting takes 0.3; later on, renewals go better. */
function drawnDeal(occurredAt: number): Example {
  const [lead, repId] = [drawnLead(), pick(['anna', 'ben'])];
  const [waitMinutes, newToday] = [5 * Math.exp(5 * next()), Math.floor(next() * 9)];
  const size = (Math.log(lead.employees! + 1) - 5.3) / 3;
  const renewals = occurredAt > 3200 && lead.dealType === 'renewal' ? 0.8 : 0;
  const logit = (repId === 'ben' ? 1.2 : -1.2) * size - 0.3 * Math.log(waitMinutes / 5) + renewals;
  const won = next() < 1 / (1 + Math.exp(-logit));
  return { tenant: 'default', workspace: 'emea', repId, lead, won, amount: won ? 900 : 0, occurredAt, strain: { waitMinutes, newToday } }; // prettier-ignore
}

const model = trainModel(Array.from({ length: 4000 }, (_, index) => drawnDeal(index)));
const { card } = model;
let folder: string;
let scorer: Scorer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-strained-'));
  await saveModel(folder, model);
  scorer = await loadModel(folder);
});
afterAll(async () => {
  await scorer.close();
  await rm(folder, { recursive: true });
});

const edge = ({ repLogits }: { repLogits: ArrayLike<number> }) => repLogits[1]! - repLogits[0]!;
const at = ({ intercept, slope }: { intercept: number; slope: number }) => intercept + slope * 0.5;

test('what a number means for each rep is found, and served', async () => {
  expect(card.tried!.find(({ field }) => field === 'employees')!.low).toBeGreaterThan(0);
  expect(card.reps.traits!.map(({ feature }) => feature)).toContain('employees');
  const lead = drawnLead();
  const [small, large] = await scorer.run([5, 5000].map((employees) => ({ ...lead, employees })));
  expect(edge(large!) - edge(small!)).toBeGreaterThan(3);
  expect(edge(large!) - edge(small!)).toBeLessThan(8);
});

test('what waiting costs is in the card, and log-odds are those of an answer at once', async () => {
  const { perLogWait, perNewLead, average } = card.congestion!;
  expect(perLogWait.low).toBeLessThan(0.3);
  expect(perLogWait.high).toBeGreaterThan(0.3);
  expect(perNewLead.low).toBe(0);
  expect(average.logWait).toBeCloseTo(2.5, 0);
  const leads = Array.from({ length: 400 }, () => ({ ...drawnLead(), dealType: 'new', employees: 200 }));
  const outputs = await scorer.run(leads);
  const mean = outputs.reduce((sum, { leadLogit }) => sum + leadLogit, 0) / outputs.length;
  expect(Math.abs(mean)).toBeLessThan(0.35);
});

test('a kind of deal that has changed is corrected on its own', () => {
  const { new: news, renewal } = card.dealTypes!;
  expect(at(renewal!) - at(news!)).toBeGreaterThan(0.2);
  const of = createRepLogits(card);
  const lead = drawnLead();
  expect(of({ ...lead, dealType: 'renewal' }, 0.5).leadLogit).toBe(at(renewal!));
  expect(of({ ...lead, dealType: 'upgrade' }, 0.5).leadLogit).toBe(0.5);
  expect(of({ ...lead, dealType: 'constructor' }, 0.5).leadLogit).toBe(0.5);
});

test('a card without any of it is served as before', () => {
  const { traits: _, ...reps } = card.reps;
  const { dealTypes: __, ...rest } = card;
  const lead = { ...drawnLead(), industry: 'mystery' };
  expect([...createRepLogits({ ...rest, reps })(lead, 0.25).repLogits as Float64Array]).toEqual(card.reps.effects.map((effect) => 0.25 + effect)); // prettier-ignore
});
