import { chance } from '../../test/lessons.ts';
import { drawnDeals } from '../../test/rep-deals.ts';
import type { RepDeals } from './rep-effects.ts';
import { fitSpread } from './spread.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index * 977 + 1);
const found = (world: { skill: number; fit: number }, count = 1500, seeds = SEEDS) =>
  seeds.map((seed) => fitSpread(drawnDeals(seed, count, { reps: 10, segments: 6, ...world }), []));
const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

test('what is there is found, at about its size and within its interval', () => {
  const fits = found({ skill: 0.4, fit: 0.4 }, 4000, SEEDS.slice(0, 7));
  expect(middle(fits.map(({ rep }) => rep.spread))).toBeGreaterThan(0.2);
  expect(middle(fits.map(({ rep }) => rep.spread))).toBeLessThan(0.65);
  expect(Math.abs(middle(fits.map(({ segment }) => segment.spread)) - 0.4)).toBeLessThanOrEqual(0.1);
  const covered = fits.filter(({ segment: { low, high } }) => low <= 0.4 && high >= 0.4);
  expect(covered.length).toBeGreaterThanOrEqual(6);
  expect(fits.every(({ segment }) => segment.low > 0)).toBe(true);
});

test('what is not there is claimed as seldom as chance allows', () => {
  const fits = found({ skill: 0, fit: 0 });
  // Of 20 worlds at 2.5 % each, more than 3 would come once in 600 times.
  expect(fits.filter(({ segment }) => segment.low > 0).length).toBeLessThanOrEqual(3);
  expect(fits.filter(({ rep }) => rep.low > 0).length).toBeLessThanOrEqual(3);
  expect(middle(fits.map(({ segment }) => segment.spread))).toBeLessThanOrEqual(0.05);
});

test('skill is not taken for fit', () => {
  const fits = found({ skill: 0.5, fit: 0 });
  expect(fits.filter(({ segment }) => segment.low > 0).length).toBeLessThanOrEqual(3);
  expect(fits.filter(({ rep }) => rep.low > 0).length).toBeGreaterThan(17);
});

/** Spread with which a fit is served. */
const servedFit = (fit: number): number =>
  middle(found({ skill: 0.3, fit }, 3000, SEEDS.slice(0, 7)).map(({ spreads }) => spreads.own[0]!));

test('a team without a fit is served hardly any, and one with a fit most of it', () => {
  expect(servedFit(0)).toBeLessThan(0.1);
  expect(servedFit(0.4)).toBeGreaterThan(0.25);
});

/** Spread with which skill is served. */
const servedSkill = (skill: number): number =>
  middle(found({ skill, fit: 0.2 }, 3000, SEEDS.slice(0, 7)).map(({ spreads }) => spreads.own[1]!));

test('nor is a team without skill served much of it, and one with skill is served it', () => {
  expect(servedSkill(0)).toBeLessThan(0.08);
  expect(servedSkill(0.4)).toBeGreaterThan(0.3);
});

/** Reps who differ besides in how much a number of the lead means to them: by `slope`, standard deviation. */
function slopedDeals(seed: number, slope: number): RepDeals {
  const next = chance(seed);
  const deals = drawnDeals(seed, 2000, { reps: 10, segments: 3, skill: 0.2, fit: 0 });
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const slopes = Array.from({ length: 10 }, () => slope * normal());
  const value = deals.offset.map(() => normal());
  const won = deals.offset.map((offset, deal) => Number(next() < 1 / (1 + Math.exp(-offset - slopes[deals.rep[deal]!]! * value[deal]!)))); // prettier-ignore
  return { ...deals, own: [{ size: 1, value }, ...deals.own], won: Uint8Array.from(won) };
}

const spreads = (slope: number, seeds: readonly number[]) =>
  seeds.map((seed) => fitSpread(slopedDeals(seed, slope), []).spreads.own[0]!);

test('a further term is taken where it foretells, and seldom elsewhere', () => {
  expect(spreads(0.5, SEEDS.slice(0, 3)).every((spread) => spread >= 0.2)).toBe(true);
  // Of eight at 2.5 % each, more than two would come once in a thousand times.
  expect(spreads(0, SEEDS.slice(0, 8)).filter((spread) => spread > 0).length).toBeLessThanOrEqual(2);
});
