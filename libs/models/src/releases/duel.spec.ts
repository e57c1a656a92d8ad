import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleOf } from '../../test/deals.ts';
import { chance } from '../../test/lessons.ts';
import { type Comparison, duel, type Example, loadModel, saveModel, type Scorer, trainModel } from '../index.ts'; // prettier-ignore

const next = chance(7);

/** A deal that is the less likely won the longer it waits. */
function strained(index: number): Example {
  const [waitMinutes, newToday] = [5 * Math.exp(5 * next()), Math.floor(next() * 9)];
  const won = next() < 1 / (1 + Math.exp(0.6 * Math.log(waitMinutes / 5) - 1.5));
  return { ...exampleOf(index), won, amount: won ? 100 : 0, strain: { waitMinutes, newToday } };
}

const withoutStrain = (deals: readonly Example[]): readonly Example[] =>
  deals.map((deal) => {
    const { strain: _, ...rest } = deal;
    return rest;
  });

/** Log losses of the candidate and of the model in charge. */
function lossesOf({ words }: Comparison): readonly [number, number] {
  const [, own, other] = /log loss ([\d.]+), of the model in charge ([\d.]+)/.exec(words)!;
  return [Number(own), Number(other)];
}

const deals = Array.from({ length: 2400 }, (_, index) => strained(index));
const [early, later] = [deals.slice(0, 1800), deals.slice(1800)];
let folder: string;
/** Knows what waiting costs, so that its log-odds are those of an answer at once. */
let aware: Scorer;
let unaware: Scorer;

async function trained(name: string, from: readonly Example[]): Promise<Scorer> {
  await saveModel(join(folder, name), trainModel(from));
  return loadModel(join(folder, name));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-strained-duel-'));
  aware = await trained('aware', early);
  unaware = await trained('unaware', withoutStrain(early));
});
afterAll(async () => {
  await aware.close();
  await unaware.close();
  await rm(folder, { recursive: true });
});

test('a model that has learned what waiting costs is judged with what each deal has waited', async () => {
  expect(aware.card.congestion!.perLogWait.low).toBeGreaterThan(0.3);
  expect(unaware.card.congestion).toBeUndefined();
  expect((await duel(aware, unaware, later)).verdict).toBe('not worse');
  expect((await duel(unaware, aware, later)).verdict).toBe('worse');
});

test('of deals whose wait is not known it says what the average one came to', async () => {
  const [own, other] = lossesOf(await duel(aware, unaware, withoutStrain(later)));
  expect(Math.abs(own - other)).toBeLessThan(0.02);
});
