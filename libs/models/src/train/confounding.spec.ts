import { chance, lessonOf, nothingBesides } from '../../test/lessons.ts';
import type { Picks } from '../card.ts';
import { type Handing, pickedOf } from './confounding.ts';
import { fitModel } from './fit.ts';
import { allRows, type Table } from './table.ts';

const REPS = 5;
const handing = (rep: number, at: number, path: string | null = null): Handing => ({
  rep,
  team: 0,
  at,
  path,
});

test('in rotation nobody is out of turn; who gets a lead right after another is', () => {
  const turns = pickedOf([0, 1, 2, 0, 1, 2, 2].map((rep, at) => handing(rep, at)));
  expect([...turns]).toEqual([NaN, NaN, 0, 0, 0, 0, 1]);
});

test('whoever is given a lead before one of four others counts for half a pick', () => {
  const turns = pickedOf([0, 1, 2, 3, 4, 1].map((rep, at) => handing(rep, at)));
  expect(turns.at(-1)).toBe(0.5);
});

test('turns are told by when reps got leads, team by team', () => {
  const deals = [0, 1, 2, 0, 1, 2].map((rep, at) => handing(rep, at));
  const other = [3, 4, 3].map((rep, at) => ({ ...handing(rep, at), team: 1 }));
  expect([...pickedOf([...deals.toReversed(), ...other])]).toEqual([0, 0, 0, 0, NaN, NaN, NaN, NaN, NaN]);
});

test('where the record says by which path a rep was found, that is it', () => {
  const paths = ['manual', 'round-robin', 'value', 'manual', null];
  const deals = paths.map((path, at) => handing(at % 3, at, path));
  expect([...pickedOf(deals)]).toEqual([1, 0, 0, 1, 0]);
});

/**
 * Reps alike, in rotation; a share of the leads is picked for the first rep, those that are hot in what no field tells if `seen`.
 * `heat`: log-odds that they are hotter by.
 */
function tableOf(seed: number, seen: boolean, heat = 1.2): Table {
  const next = chance(seed);
  let turn = 0;
  const deals = Array.from({ length: 5000 }, (_, at) => {
    const [x, hot] = [next() * 2 - 1, next() < 0.2];
    const picked = seen ? hot : next() < 0.2;
    const won = next() < 1 / (1 + Math.exp(1 - x - (hot ? heat : 0)));
    return { x, won, at, rep: picked ? 0 : (turn = (turn + 1) % REPS), team: 0, path: null };
  });
  return {
    ...lessonOf(deals.map(({ x }) => [x]), deals.map(({ won }) => won)),
    ...nothingBesides(deals.length),
    rep: Int32Array.from(deals, ({ rep }) => rep),
    segment: new Uint16Array(deals.length),
    team: new Uint16Array(deals.length),
    reps: REPS,
    segments: 1,
    teams: 1,
    picked: pickedOf(deals),
  }; // prettier-ignore
}

test('picks of what no field tells are found, and the favourite is no star', () => {
  const table = tableOf(7, true);
  const { picks, reps } = fitModel('linear', table, allRows(table));
  expect(picks!.found).toBe(true);
  expect(picks!.low).toBeGreaterThan(0.1);
  expect(picks!.leaning).toBeGreaterThan(0.9);
  expect([...reps]).toEqual([0, 0, 0, 0, 0]);
});

test.each([7, 8, 9, 10, 11, 12, 13, 14])('picks at random are not found (seed %p)', (seed) => {
  const table = tableOf(seed, false);
  expect(fitModel('linear', table, allRows(table)).picks!.found).toBe(false);
});

test.each([
  [0.25, false],
  [0.35, true],
])('a lead that is picked by %p counts as out of turn: %p', (most, counts) => {
  const table = tableOf(7, true);
  const picked = table.picked.map((own) => Math.min(own, most));
  const { picks } = fitModel('linear', { ...table, picked }, allRows(table));
  expect(picks!.leaning > 0.7).toBe(counts);
});

const sureness = ({ value, low, high }: Picks): number => (3.92 * value) / (high - low);

test.each([
  ['more than one, and it went to whoever looks better', 5, { sure: true, leans: true }, true],
  ['more than one, but hardly to whoever looks better', 1, { sure: true, leans: false }, false],
  ['less than one', 6, { sure: false, leans: true }, false],
])('of less than three standard deviations: %s', (_, seed, { sure, leans }, isFound) => {
  const table = tableOf(seed, true, 0.5);
  const picks = fitModel('linear', table, allRows(table)).picks!;
  expect(sureness(picks)).toBeLessThan(3);
  expect([sureness(picks) > 1, picks.leaning > 0.7]).toEqual([sure, leans]);
  expect(picks.found).toBe(isFound);
});
