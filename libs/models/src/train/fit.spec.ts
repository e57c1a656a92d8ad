import { chance, lessonOf, nothingBesides } from '../../test/lessons.ts';
import { correctedFit, fitModel, judgeRows } from './fit.ts';
import { allRows, type Table } from './table.ts';

/** Two teams of three equal reps each; the first team's leads are hotter, which no feature tells. */
function tableOf(seed: number): Table {
  const next = chance(seed);
  const deals = Array.from({ length: 3000 }, () => {
    const [team, x, segment] = [next() < 0.5 ? 0 : 1, next() * 2 - 1, Math.floor(next() * 2)];
    const won = next() < 1 / (1 + Math.exp(1 - x - (team === 0 ? 0.8 : 0)));
    return { team, x, segment, rep: team * 3 + Math.floor(next() * 3), won };
  });
  return {
    ...lessonOf(deals.map(({ x }) => [x]), deals.map(({ won }) => won)),
    rep: Int32Array.from(deals, ({ rep }) => rep),
    segment: Uint16Array.from(deals, ({ segment }) => segment),
    team: Uint16Array.from(deals, ({ team }) => team),
    reps: 6,
    segments: 2,
    teams: 2,
    ...nothingBesides(deals.length),
  }; // prettier-ignore
}

const table = tableOf(5);

test('that one team has hotter leads than another is no rep’s doing', () => {
  const { differences, reps } = fitModel('linear', table, allRows(table));
  expect(differences.rep.low).toBe(0);
  for (const effect of reps) expect(Math.abs(effect)).toBeLessThan(0.15);
});

test.each(['linear', 'trees'] as const)(
  'a correction worked into a %s model corrects what it says',
  (kind) => {
    const fit = fitModel(kind, table, allRows(table));
    const line = { intercept: 0.25, slope: 0.5 };
    const [before, after] = [fit, correctedFit(fit, line)].map((model) =>
      judgeRows(model, table, allRows(table)),
    );
    for (const [row, { logit }] of before!.lead.entries())
      expect(after!.lead[row]!.logit).toBeCloseTo(line.intercept + line.slope * logit, 5);
    expect(after!.model).toEqual(before!.model);
  },
);

test('that leads of one time are hotter, which no feature tells, is no merit of who worked then', () => {
  const next = chance(9);
  const deals = Array.from({ length: 4000 }, (_, index) => {
    const [x, late] = [next() * 2 - 1, index >= 3400];
    const rep = next() < (late ? 0.8 : 0.2) ? 0 : 1 + Math.floor(next() * 3);
    return { x, rep, won: next() < 1 / (1 + Math.exp(3 - x - (late ? 1.8 : 0))) };
  });
  const jumped: Table = {
    ...lessonOf(deals.map(({ x }) => [x]), deals.map(({ won }) => won)),
    rep: Int32Array.from(deals, ({ rep }) => rep),
    segment: new Uint16Array(deals.length),
    team: new Uint16Array(deals.length),
    reps: 4,
    segments: 1,
    teams: 1,
    ...nothingBesides(deals.length),
  }; // prettier-ignore
  const { differences, reps } = fitModel('linear', jumped, allRows(jumped));
  expect(differences.rep.low).toBe(0);
  for (const effect of reps) expect(Math.abs(effect)).toBeLessThan(0.2);
});
