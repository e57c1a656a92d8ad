import { chance, lessonOf, nothingBesides } from '../../test/lessons.ts';
import type { Fit } from './fit.ts';
import type { Choice, Table } from './table.ts';
import { upliftSlope } from './uplift.ts';

const DIFFERENCES = { spread: 0, low: 0, high: 0 };
const REPS = [0.6, 0.1, -0.7];
const fit: Fit = {
  lead: { kind: 'linear', linear: { intercept: -0.5, coefficients: [1] } },
  reps: Float64Array.from(REPS),
  cells: new Float64Array(3),
  deviations: new Float64Array(3),
  traits: [],
  differences: { rep: DIFFERENCES, segment: DIFFERENCES, traits: [], tiers: null },
  spreads: { rep: 0, segment: 0, traits: [], tiers: 0 },
  congestion: null,
  picks: null,
};

/** Deals whose reps really differ by `truth` times what the model says; the first rep is chosen with probability 0.6. */
function tableOf(truth: number, choice: (rep: number) => Choice | null): Table {
  const next = chance(17);
  const deals = Array.from({ length: 6000 }, () => {
    const [x, u] = [Math.fround(next() * 2 - 1), next()];
    const rep = u < 0.6 ? 0 : u < 0.8 ? 1 : 2;
    const won = next() < 1 / (1 + Math.exp(0.5 - x - truth * REPS[rep]!));
    return { x, rep, won };
  });
  return {
    ...lessonOf(deals.map(({ x }) => [x]), deals.map(({ won }) => won)),
    rep: Int32Array.from(deals, ({ rep }) => rep),
    segment: new Uint16Array(deals.length),
    team: new Uint16Array(deals.length),
    reps: 3,
    segments: 1,
    teams: 1,
    ...nothingBesides(deals.length),
    choices: deals.map(({ rep }) => choice(rep)),
  }; // prettier-ignore
}

const drawn = (rep: number): Choice => ({ reps: [0, 1, 2], propensity: rep === 0 ? 0.6 : 0.2 });
const slope = (table: Table) =>
  upliftSlope(
    fit,
    table,
    Uint32Array.from(table.won, (_, row) => row),
  );

test.each([1, 0.5, 0])('differences that are %p of what was said have that slope', (truth) => {
  const { value, low, high, deals } = slope(tableOf(truth, drawn))!;
  expect(deals).toBe(6000);
  expect(Math.abs(value - truth)).toBeLessThan(0.15);
  expect(low).toBeLessThan(truth);
  expect(high).toBeGreaterThan(truth);
  expect(high - low).toBeLessThan(0.5);
});

test('nothing is said where it is not known by which chance reps were chosen, or where there was none', () => {
  expect(slope(tableOf(1, () => null))).toBeNull();
  expect(slope(tableOf(1, () => ({ reps: [0, 1, 2], propensity: 1 })))).toBeNull();
  expect(
    upliftSlope({ ...fit, reps: new Float64Array(3) }, tableOf(1, drawn), Uint32Array.of(0, 1)),
  ).toBeNull();
});
