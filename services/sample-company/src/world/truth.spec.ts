import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { segmentOf } from '@leadline/domain';
import { loadModel, saveModel, trainModel } from '@leadline/models';
import { historyOf } from './history.ts';
import { playRep } from './play.ts';
import { fitOf, winProbability } from './truth.ts';
import type { World } from './types.ts';
import { createWorld } from './world.ts';

const HOUR = 3_600_000;
const world = createWorld('truth', { leads: 1500 });
const rows = [...world.manifest.values()];
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const centred = (values: readonly number[]): number[] => {
  const middle = mean(values);
  return values.map((value) => value - middle);
};
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(centred(values).map((value) => value * value)));

/** Spearman's. */
function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const ranks = (side: 0 | 1): number[] => {
    const order = pairs.map((_, index) => index).toSorted((a, b) => pairs[a]![side] - pairs[b]![side]);
    const result = pairs.map(() => 0);
    for (const [rank, index] of order.entries()) result[index] = rank;
    return centred(result);
  };
  const [a, b] = [ranks(0), ranks(1)];
  return mean(a.map((value, index) => value * b[index]!)) / (deviation(a) * deviation(b));
}

/** Standard deviation of the fit over leads and reps. */
const strength = (one: World): number =>
  deviation(
    rows.flatMap(({ traits }) =>
      [...one.repTruths.values()].map((rep) => fitOf(traits, rep, one.options.fit)),
    ),
  );

test('fit is planted: the better rep of two depends on the lead', () => {
  expect(strength(world)).toBeGreaterThan(0.45);
  expect(strength(world)).toBeLessThan(0.75);
  expect(strength(createWorld('truth', { leads: 0, fit: 0 }))).toBe(0);
});

test('without fit and skill every rep has the same chance', () => {
  const even = createWorld('truth', { leads: 50, fit: 0, skill: 0 });
  for (const { traits } of even.manifest.values()) {
    const chances = even.reps.map((rep) => winProbability(even, traits, rep.repId));
    expect(new Set(chances).size).toBe(1);
  }
});

test('wins are as frequent as said, among closed deals', () => {
  const deals = historyOf(world);
  const rate = deals.filter((deal) => deal.won).length / deals.length;
  expect(rate).toBeGreaterThan(0.25);
  expect(rate).toBeLessThan(0.4);
  expect(deals.every((deal) => deal.occurredAt < world.startAt && deal.amount > 0 === deal.won)).toBe(true);
});

describe('the play', () => {
  const [key, repId] = [rows[0]!.key, world.reps[0]!.repId];

  test('is the same whenever it is asked for, and closes after a day and a half at the earliest', () => {
    const at = world.startAt + 5 * HOUR;
    for (const row of rows) {
      const play = playRep(world, row.key, repId, at)!;
      expect(playRep(world, row.key, repId, at)).toEqual(play);
      expect(play.contactedAt).toBeLessThan(at + 24 * HOUR);
      expect(play.closedAt - at).toBeGreaterThanOrEqual(36 * HOUR);
      expect(play.amount === null).toBe(play.outcome === 'lost');
    }
  });

  test('wins as often as the truth says', () => {
    const plays = rows.flatMap((row) =>
      world.reps.slice(0, 20).map((rep) => ({
        won: playRep(world, row.key, rep.repId, 0)!.outcome === 'won' ? 1 : 0,
        chance: winProbability(world, row.traits, rep.repId),
      })),
    );
    expect(mean(plays.map((play) => play.won))).toBeCloseTo(mean(plays.map((play) => play.chance)), 1);
  });

  test('knows only leads of the manifest and reps of the world', () => {
    expect(playRep(world, 'web/unheard-of', repId, 0)).toBeNull();
    expect(() => playRep(world, key, 'nobody', 0)).toThrow(RangeError);
  });
});

describe('a model trained on the history', () => {
  const model = trainModel(historyOf(world));
  const learned = model.card;

  test('is better with the reps than without, on deals it has not seen', () => {
    expect(learned.metrics.auc.lead).toBeGreaterThan(0.62);
    expect(learned.metrics.auc.model).toBeGreaterThan(learned.metrics.auc.lead);
    expect(learned.metrics.logLoss.model).toBeLessThan(learned.metrics.logLoss.lead);
    expect(learned.metrics.calibration.slope).toBeGreaterThan(0.7);
    expect(learned.metrics.calibration.slope).toBeLessThan(1.3);
    expect([learned.claims.reps.claimed, learned.claims.fit.claimed]).toEqual([true, true]);
  }, 30_000);

  test('ranks the segments of each rep as the truth does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leadline-truth-'));
    await saveModel(folder, model);
    const scorer = await loadModel(folder);
    const known = learned.segments.filter((segment) => !/^(unknown|other)/.test(segment));
    const leads = historyOf(world).map((deal) => deal.lead);
    const outputs = await scorer.run(
      known.map((segment) => leads.find((lead) => segmentOf(lead) === segment)!),
    );
    await scorer.close();
    await rm(folder, { recursive: true });
    const bySegment = Map.groupBy(rows, ({ traits }) => segmentOf(traits));
    const pairs = Object.values(learned.workspaces).flatMap(({ first, repIds }) =>
      repIds.flatMap((repId, column) => {
        const rep = world.repTruths.get(repId)!;
        const seen = outputs.map((output) => output.repLogits[first + column]! - output.leadLogit);
        const real = known.map((segment) =>
          mean(bySegment.get(segment)!.map(({ traits }) => fitOf(traits, rep, 1))),
        );
        const truth = centred(real);
        return centred(seen).map((value, index) => [value, truth[index]!] as const);
      }),
    );
    expect(rankCorrelation(pairs)).toBeGreaterThan(0.15);
  }, 30_000);

  test('finds nobody better where nobody is', () => {
    const even = trainModel(
      historyOf(createWorld('even', { leads: 0, history: 4000, fit: 0, skill: 0 })),
    ).card;
    expect([even.claims.reps.claimed, even.claims.fit.claimed]).toEqual([false, false]);
    // A spread that is not shown is no reason to take all for alike, but for taking them to be nearer to each other.
    expect(even.spread.rep).toBeLessThan(0.6 * learned.spread.rep);
    expect(even.spread.segment).toBeLessThan(0.6 * learned.spread.segment);
    expect(even.metrics.auc.model - even.metrics.auc.lead).toBeLessThan(0.01);
  }, 30_000);

  test('values products near their prices', () => {
    expect(learned.values.products['gateway']).toBeGreaterThan(1000);
    expect(learned.values.products['gateway']).toBeLessThan(1200);
  });
});
