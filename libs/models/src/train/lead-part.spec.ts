import { nothingBesides, randomLesson } from '../../test/lessons.ts';
import { fitLead, leadLogits, splitByTime } from './lead-part.ts';
import { areaUnderCurve } from './metrics.ts';
import { allRows, type Table } from './table.ts';

const SIZE = 1500;
const lesson = randomLesson(31, SIZE);
const table: Table = {
  ...lesson,
  rep: new Int32Array(SIZE),
  segment: new Uint16Array(SIZE),
  team: new Uint16Array(SIZE),
  reps: 1,
  segments: 1,
  teams: 1,
  ...nothingBesides(SIZE),
};

const fold = (values: Float64Array) => [...values.subarray(300, 600)];
const auc = ({ won }: Table, logits: Float64Array) =>
  areaUnderCurve(Array.from(won, (one, row) => ({ won: one === 1, logit: logits[row]! })));

test('the later fifth judges', () => {
  const [earlier, later] = splitByTime(Uint32Array.of(3, 4, 5, 6, 7));
  expect([[...earlier], [...later]]).toEqual([[3, 4, 5, 6], [7]]);
});

test('log-odds out of fold do not know the outcomes of their fold', () => {
  const flipped = { ...table, won: table.won.map((won, row) => (row >= 300 && row < 600 ? 1 - won : won)) };
  const [before, after] = [table, flipped].map((one) => fitLead('linear', one, allRows(one)));
  expect(fold(after!.outOfFold())).toEqual(fold(before!.outOfFold()));
  expect(after!.part).not.toEqual(before!.part);
});

test('trees seem better on deals that they know than they are; out of fold they are as good as on fresh ones', () => {
  const fit = fitLead('trees', table, allRows(table));
  const [part, honestly] = [fit.part, fit.outOfFold()];
  const fresh: Table = { ...table, ...randomLesson(77, SIZE) };
  const honest = auc(fresh, leadLogits(part, fresh, allRows(fresh)));
  expect(Math.abs(auc(table, honestly) - honest)).toBeLessThan(0.04);
  expect(auc(table, leadLogits(part, table, allRows(table)))).toBeGreaterThan(auc(table, honestly) + 0.04);
});
