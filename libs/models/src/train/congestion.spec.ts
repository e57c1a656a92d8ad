import { chance, lessonOf, nothingBesides } from '../../test/lessons.ts';
import { averageWaitLoss, easeOf, logWait, waitLossOf } from './congestion.ts';
import { fitModel } from './fit.ts';
import { allRows, type Table } from './table.ts';

const SIZE = 4000;

/** Four equal reps; each e-fold of waiting takes `perLogWait`, each lead of the day `perNewLead`. */
function tableOf(seed: number, perLogWait: number, perNewLead: number): Table {
  const next = chance(seed);
  const deals = Array.from({ length: SIZE }, (_, index) => {
    const [x, wait, load] = [next() * 2 - 1, 6 * next(), Math.floor(14 * next())];
    const won = next() < 1 / (1 + Math.exp(0.5 - x + perLogWait * wait + perNewLead * load));
    return { x, wait, load, won, rep: index % 4 };
  });
  return {
    ...lessonOf(deals.map(({ x }) => [x]), deals.map(({ won }) => won)),
    ...nothingBesides(SIZE),
    rep: Int32Array.from(deals, ({ rep }) => rep),
    segment: new Uint16Array(SIZE),
    team: new Uint16Array(SIZE),
    reps: 4,
    segments: 1,
    teams: 1,
    wait: Float64Array.from(deals, ({ wait }) => wait),
    load: Float64Array.from(deals, ({ load }) => load),
  }; // prettier-ignore
}

const congestion = (table: Table) => fitModel('linear', table, allRows(table)).congestion;
const truth = tableOf(3, 0.3, 0.1);

test('what waiting and load cost is found, within its interval', () => {
  const { perLogWait, perNewLead, average, deals } = congestion(truth)!;
  expect(perLogWait.low).toBeGreaterThan(0);
  expect(perLogWait.low).toBeLessThan(0.3);
  expect(perLogWait.high).toBeGreaterThan(0.3);
  expect(perNewLead.low).toBeLessThan(0.1);
  expect(perNewLead.high).toBeGreaterThan(0.1);
  expect(average.logWait).toBeCloseTo(3, 0);
  expect(deals).toBe(SIZE);
});

test('waiting and load never help: what seems so is none, with what it may cost at most', () => {
  const { perLogWait, perNewLead } = congestion(tableOf(3, -0.1, 0.1))!;
  expect([perLogWait.value, perLogWait.low, perLogWait.high]).toEqual([0, 0, 0]);
  expect(perNewLead.value).toBeGreaterThan(0.05);
  const none = congestion(tableOf(3, 0, 0))!;
  expect([none.perLogWait.low, none.perNewLead.low]).toEqual([0, 0]);
  expect(none.perLogWait.high).toBeGreaterThan(0);
});

test('where it is known of too few deals, nothing is said, and nothing changes', () => {
  const unknown = { ...truth, ...nothingBesides(SIZE) };
  const few = { ...unknown, wait: truth.wait.map((wait, row) => (row < 150 ? wait : NaN)) };
  expect(congestion(unknown)).toBeNull();
  expect(congestion(few)).toBeNull();
  expect(averageWaitLoss(null)).toBe(0);
  expect(easeOf(null, truth, 0)).toBe(0);
});

test('an average deal stands at 0, an answer at once under the average load by the average loss of waiting above it', () => {
  const found = congestion(truth)!;
  const { logWait: wait, newLeads } = found.average;
  const at = (ofWait: number, ofLoad: number) =>
    easeOf(found, { ...truth, wait: Float64Array.of(ofWait), load: Float64Array.of(ofLoad) }, 0);
  expect(at(wait, newLeads)).toBeCloseTo(0, 12);
  expect(at(0, newLeads)).toBeCloseTo(averageWaitLoss(found), 12);
  expect(found.perNewLead.value).toBeGreaterThan(0.05);
  expect(at(NaN, NaN)).toBe(0);
  expect([logWait(0), logWait(5), logWait(5 * Math.E)]).toEqual([0, 0, expect.closeTo(1, 10)]);
});

test('a deal loses by its own wait, and by the average one where it is not known', () => {
  const found = congestion(truth)!;
  expect(waitLossOf(found, { waitMinutes: 5 * Math.E, newToday: 3 })).toBeCloseTo(found.perLogWait.value, 10);
  expect(waitLossOf(found, { waitMinutes: 1, newToday: 3 })).toBe(0);
  expect(waitLossOf(found, undefined)).toBe(averageWaitLoss(found));
  expect(waitLossOf(null, { waitMinutes: 600, newToday: 3 })).toBe(0);
});
