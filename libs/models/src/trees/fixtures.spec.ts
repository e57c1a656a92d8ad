import { readFileSync } from 'node:fs';
import { treeLogit } from '@leadline/domain';
import { lessonOf, rowNumbers } from '../../test/lessons.ts';
import { areaUnderCurve, losses, mean } from '../train/metrics.ts';
import { boostTrees } from './boost.ts';

interface Fixture {
  readonly name: string;
  /** Of each column: 1 for a number, else the number of its category's levels. */
  readonly levels: readonly number[];
  readonly train: number;
  readonly rounds: number;
  readonly expected: Readonly<Record<string, { readonly auc: number; readonly logLoss: number }>>;
}

const fixtureFile = (name: string): string =>
  readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url), 'utf8');
const { fixtures } = JSON.parse(fixtureFile('expected.json')) as { readonly fixtures: readonly Fixture[] };

/** A column for each level of a category, as the other trainers saw it. */
function lessonIn({ name, levels }: Fixture) {
  const lines = fixtureFile(`${name}.csv`).trim().split('\n');
  const drawn = lines.map((line) => line.split(',').map(Number));
  const expanded = (row: readonly number[]): number[] =>
    levels.flatMap((count, column) =>
      count === 1
        ? [row[column]!]
        : Array.from({ length: count }, (_, level) => (level === row[column] ? 1 : 0)),
    );
  const starts = levels.map((_, column) => levels.slice(0, column).reduce((sum, count) => sum + count, 0));
  const categories = levels.flatMap((size, column) => (size === 1 ? [] : [{ first: starts[column]!, size }]));
  return lessonOf(
    drawn.map(expanded),
    drawn.map((row) => row.at(-1) === 1),
    categories,
  );
}

describe.each(fixtures)('on $name', (fixture) => {
  const lesson = lessonIn(fixture);
  const rows = rowNumbers(lesson);
  const trees = boostTrees(lesson, rows.subarray(0, fixture.train), fixture.rounds);
  const judged = Array.from(rows.subarray(fixture.train), (row) => ({
    logit: treeLogit(trees, lesson.matrix.features, row * lesson.matrix.columns),
    won: lesson.won[row] === 1,
  }));

  test.each(['lightgbm', 'scikit-learn'])('the trainer is as good as %s', (other) => {
    const { auc, logLoss } = fixture.expected[other]!;
    expect(Math.abs(areaUnderCurve(judged) - auc)).toBeLessThan(0.003);
    expect(Math.abs(mean(losses(judged)) - logLoss)).toBeLessThan(0.005);
  });
});
