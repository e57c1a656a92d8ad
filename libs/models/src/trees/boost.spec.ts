import { leafOf, treeLogit, type TreeTable } from '@leadline/domain';
import * as fc from 'fast-check';
import { lessonOf, randomLesson, rowNumbers } from '../../test/lessons.ts';
import { areaUnderCurve, losses, mean } from '../train/metrics.ts';
import { boostTrees, chooseRounds, type Lesson } from './boost.ts';

const judge = (lesson: Lesson, trees: TreeTable) =>
  Array.from(lesson.won, (won, row) => ({
    logit: treeLogit(trees, lesson.matrix.features, row * lesson.matrix.columns),
    won: won === 1,
  }));
const trained = (lesson: Lesson, rounds: number) => boostTrees(lesson, rowNumbers(lesson), rounds);

test('finds what no sum of columns can tell: won where exactly one of two holds', () => {
  const rows = Array.from({ length: 800 }, (_, index) => [index % 2, (index >> 1) % 2, (index * 7) % 13]);
  const lesson = lessonOf(
    rows,
    rows.map(([a, b], index) => (a === b) === (index % 10 === 0)),
  );
  expect(areaUnderCurve(judge(lesson, trained(lesson, 20)))).toBeGreaterThan(0.88);
});

test('no tree has more than 15 leaves, no leaf fewer than 60 rows', () => {
  const lesson = randomLesson(1, 3000);
  const trees = trained(lesson, 30);
  expect(trees.roots).toHaveLength(30);
  for (const root of trees.roots) {
    const leaves = Array.from(rowNumbers(lesson), (row) =>
      leafOf(trees, root, lesson.matrix.features, row * lesson.matrix.columns),
    );
    const sizes = [...Map.groupBy(leaves, (leaf) => leaf).values()].map((rows) => rows.length);
    expect(sizes.length).toBeLessThanOrEqual(15);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(60);
  }
});

test('where there is nothing to tell apart there are no trees, and everybody gets the base rate', () => {
  const lesson = lessonOf(
    Array.from({ length: 300 }, () => [1]),
    Array.from({ length: 300 }, (_, index) => index < 100),
  );
  const trees = trained(lesson, 10);
  expect(trees.roots).toEqual([]);
  expect(treeLogit(trees, [1])).toBeCloseTo(Math.log(100.5 / 200.5), 6);
});

test('rows that are not named teach nothing', () => {
  const lesson = randomLesson(2, 900);
  const half = rowNumbers(lesson).subarray(0, 450);
  const flipped = { ...lesson, won: lesson.won.map((won, row) => (row < 450 ? won : 1 - won)) };
  expect(boostTrees(flipped, half, 15)).toEqual(boostTrees(lesson, half, 15));
});

test('a category counted as one field gives the trees that its columns give', () => {
  const lesson = randomLesson(3, 2000);
  const { matrix, won } = lesson;
  const rows = Array.from({ length: matrix.size }, (_, row) => [
    ...matrix.features.subarray(row * matrix.columns, (row + 1) * matrix.columns),
  ]);
  const plain = lessonOf(rows, Array.from(won, Boolean));
  expect(judge(plain, trained(plain, 20))).toEqual(judge(lesson, trained(lesson, 20)));
});

test('rounds are as many as later rows bear: none where the outcome is chance, some where it is not', () => {
  const lesson = randomLesson(4, 4000);
  const rows = rowNumbers(lesson);
  const [earlier, later] = [rows.subarray(0, 3200), rows.subarray(3200)];
  expect(chooseRounds(lesson, earlier, later)).toBeGreaterThan(10);
  const noise = { ...lesson, won: lesson.won.map((_, row) => ((row * 7919) % 101 < 30 ? 1 : 0)) };
  expect(chooseRounds(noise, earlier, later)).toBeLessThan(chooseRounds(lesson, earlier, later));
});

const seeds = fc.record({ seed: fc.nat(1e6), size: fc.integer({ min: 130, max: 600 }) });

test('property: a branch holds the mean of what hangs on it, over the rows that go there by their features', () => {
  fc.assert(
    fc.property(seeds, ({ seed, size }) => {
      const lesson = randomLesson(seed, size);
      const trees = trained(lesson, 5);
      for (const root of trees.roots) {
        const values = Array.from(rowNumbers(lesson), (row) => {
          const leaf = leafOf(trees, root, lesson.matrix.features, row * lesson.matrix.columns);
          return trees.values[leaf]!;
        });
        expect(trees.values[root]).toBeCloseTo(mean(values), 6);
      }
    }),
    { numRuns: 60 },
  );
});

test('property: more rounds fit the rows that they learn from better', () => {
  fc.assert(
    fc.property(seeds, ({ seed, size }) => {
      const lesson = randomLesson(seed, size);
      const loss = (rounds: number) => mean(losses(judge(lesson, trained(lesson, rounds))));
      expect(loss(6)).toBeLessThanOrEqual(loss(3) + 1e-9);
    }),
    { numRuns: 60 },
  );
});
