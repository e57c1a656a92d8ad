import * as fc from 'fast-check';
import { chance } from '../../test/lessons.ts';
import { drawnDeals, effectsOf, evenDeals, repDealsOf } from '../../test/rep-deals.ts';
import { fitRepEffects as fit, type RepDeals } from './rep-effects.ts';

/** With a spread of the reps and one of the segments, as tables. */
function fitRepEffects(deals: RepDeals, { rep, segment }: { rep: number; segment: number }) {
  const found = fit(deals, { own: [segment, rep], common: deals.common.map(() => 1) });
  return { ...found, ...effectsOf(found, deals.teamOf.length) };
}
type RepEffects = ReturnType<typeof fitRepEffects>;

const segmentOf = (deals: RepDeals, deal: number): number => deals.team.level![deal]!;
const logitOf = (deals: RepDeals, { segments, reps, cells }: RepEffects, deal: number) => {
  const [rep, segment] = [deals.rep[deal]!, segmentOf(deals, deal)];
  return deals.offset[deal]! + segments[segment]! + reps[rep]! + cells[segment * reps.length + rep]!;
};

test('without a spread nobody differs', () => {
  const { reps, cells, deviations } = fitRepEffects(repDealsOf(evenDeals(0, 0, 50, 50), 1, 1), {
    rep: 0,
    segment: 0,
  });
  expect([[...reps], [...cells], [...deviations]]).toEqual([[0], [0], [0]]);
});

test('few deals are pulled to zero more than many with the same share of wins, and less is known of them', () => {
  const deals = [...evenDeals(0, 0, 10, 8), ...evenDeals(1, 0, 5000, 4000), ...evenDeals(2, 0, 5000, 2500)];
  const { reps, deviations } = fitRepEffects(repDealsOf(deals, 3, 1), { rep: 0.5, segment: 0 });
  expect(reps[1]! - reps[2]!).toBeCloseTo(Math.log(4), 1);
  expect(reps[0]!).toBeGreaterThan(0.05);
  expect(reps[0]!).toBeLessThan(reps[1]!);
  expect(deviations[0]!).toBeGreaterThan(5 * deviations[1]!);
  expect(deviations[0]!).toBeLessThan(0.5);
});

test('what holds in one segment only goes to that segment', () => {
  const deals = [
    ...evenDeals(0, 0, 400, 280), ...evenDeals(0, 1, 400, 120),
    ...evenDeals(1, 0, 400, 200), ...evenDeals(1, 1, 400, 200),
  ]; // prettier-ignore
  const { reps, cells } = fitRepEffects(repDealsOf(deals, 2, 2), { rep: 0.3, segment: 0.6 });
  expect(Math.abs(reps[0]!)).toBeLessThan(0.1);
  expect(cells[0]! - cells[1]!).toBeGreaterThan(0.4);
  expect(cells[2]! - cells[3]!).toBeLessThan(-0.4);
});

test('what all reps share in a segment is nobody’s', () => {
  const deals = [0, 1, 2, 3].flatMap((rep) => [
    ...evenDeals(rep, 0, 300, 240),
    ...evenDeals(rep, 1, 300, 60),
  ]);
  const { reps, cells, segments } = fitRepEffects(repDealsOf(deals, 4, 2), { rep: 0.3, segment: 0.3 });
  for (const effect of [...reps, ...cells]) expect(Math.abs(effect)).toBeLessThan(0.05);
  expect(segments[0]!).toBeGreaterThan(1.2);
});

test('a number that means more to some reps has a slope of each, and what all deals share is nobody’s', () => {
  const value = Float64Array.from({ length: 4000 }, (_, deal) => ((deal * 7) % 21) / 10 - 1);
  const wait = Float64Array.from({ length: 4000 }, (_, deal) => ((deal * 13) % 31) / 15 - 1);
  const rep = Int32Array.from({ length: 4000 }, (_, deal) => deal % 2);
  const next = chance(5);
  const won = Uint8Array.from(rep, (of, deal) => Number(next() < 1 / (1 + Math.exp(-(of === 0 ? 1 : -1) * value[deal]! + 0.6 * wait[deal]!)))); // prettier-ignore
  const { own, shared, commonDeviations } = fit(
    {
      won,
      rep,
      offset: new Float64Array(4000),
      teamOf: new Uint16Array(2),
      teams: 1,
      own: [{ size: 1, value }, { size: 1 }],
      team: { size: 1 },
      common: [{ size: 1, value: wait }],
    },
    { own: [1, 0.3], common: [1] },
  );
  expect(own[0]!).toBeCloseTo(1, 0);
  expect(own[2]!).toBeCloseTo(-1, 0);
  for (const intercept of [own[1]!, own[3]!]) expect(Math.abs(intercept)).toBeLessThan(0.15);
  expect(Math.abs(shared[1]! + 0.6)).toBeLessThan(3 * commonDeviations[0]!);
  expect(commonDeviations[0]!).toBeLessThan(0.1);
});

test('where far more is won than the lead part says, what all share rises by it, and no rep', () => {
  const deals = [0, 1].flatMap((rep) => evenDeals(rep, 0, 300, 150)).map((deal) => ({ ...deal, offset: -6 }));
  const { reps, segments } = fitRepEffects(repDealsOf(deals, 2, 1), { rep: 0.3, segment: 0 });
  expect(segments[0]! + reps[0]!).toBeGreaterThan(5);
  expect(segments[0]! + reps[0]!).toBeLessThan(6);
  expect(reps[0]!).toBeCloseTo(reps[1]!, 9);
});

const worlds = fc.record({
  seed: fc.nat(1e6),
  count: fc.integer({ min: 0, max: 400 }),
  reps: fc.integer({ min: 1, max: 6 }),
  segments: fc.integer({ min: 1, max: 4 }),
  rep: fc.constantFrom(0, 0.1, 0.5, 1),
  segment: fc.constantFrom(0, 0.1, 0.5),
});

test('property: effects are the best trade of deals and prior: every gradient vanishes', () => {
  fc.assert(
    fc.property(worlds, ({ seed, count, reps, segments, rep, segment }) => {
      const deals = drawnDeals(seed, count, { reps, segments, skill: 0.5, fit: 0.3 });
      const effects = fitRepEffects(deals, { rep, segment });
      const byRep = new Float64Array(reps);
      const byCell = new Float64Array(reps * segments);
      for (const [deal, won] of deals.won.entries()) {
        const error = won - 1 / (1 + Math.exp(-logitOf(deals, effects, deal)));
        byRep[deals.rep[deal]!]! += error;
        byCell[segmentOf(deals, deal) * reps + deals.rep[deal]!]! += error;
      }
      if (rep > 0)
        for (const [index, error] of byRep.entries())
          expect(error).toBeCloseTo(effects.reps[index]! / rep ** 2, 4);
      if (segment > 0)
        for (const [index, error] of byCell.entries())
          expect(error).toBeCloseTo(effects.cells[index]! / segment ** 2, 4);
    }),
  );
});

test('property: the evidence is that of the whole Hessian, factored without the arrowhead', () => {
  fc.assert(
    fc.property(worlds, ({ seed, count, reps, segments, rep, segment }) => {
      const deals = drawnDeals(seed, count, { reps, segments, skill: 0.5, fit: 0.3 });
      const effects = fitRepEffects(deals, { rep, segment });
      expect(effects.evidence).toBeCloseTo(denseEvidence(deals, effects, rep, segment), 6);
    }),
    { numRuns: 50 },
  );
});

/** Log likelihood + log prior - half the log determinant of prior variance x information. */
function denseEvidence(deals: RepDeals, effects: RepEffects, rep: number, segment: number): number {
  const [reps, segments] = [effects.reps.length, effects.segments.length];
  const all = [...effects.segments, ...effects.reps, ...effects.cells];
  const deviations = all.map((_, index) => (index < segments ? 1 : index < segments + reps ? rep : segment));
  const matrix = all.map((_, index) => all.map((__, other) => (index === other ? 1 : 0)));
  let likelihood = 0;
  for (const [deal, won] of deals.won.entries()) {
    const p = 1 / (1 + Math.exp(-logitOf(deals, effects, deal)));
    likelihood += Math.log(won === 1 ? p : 1 - p);
    const [r, s] = [deals.rep[deal]!, segmentOf(deals, deal)];
    const touched = [s, segments + r, segments + reps + s * reps + r];
    for (const a of touched)
      for (const b of touched) matrix[a]![b]! += p * (1 - p) * deviations[a]! * deviations[b]!;
  }
  const prior = all.reduce(
    (sum, effect, index) => sum + (effect === 0 ? 0 : (effect / deviations[index]!) ** 2),
    0,
  );
  return likelihood - prior / 2 - logDeterminant(matrix) / 2;
}

/** By Gaussian elimination. */
function logDeterminant(matrix: number[][]): number {
  let sum = 0;
  for (const [pivot, row] of matrix.entries()) {
    sum += Math.log(row[pivot]!);
    for (const other of matrix.slice(pivot + 1)) {
      const share = other[pivot]! / row[pivot]!;
      for (let column = pivot; column < row.length; column += 1) other[column]! -= share * row[column]!;
    }
  }
  return sum;
}
