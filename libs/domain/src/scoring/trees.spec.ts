import { leafOf, treeContributions, treeLogit, type TreeTable } from './trees.ts';

/** Two trees: column 0 at 0.5, then column 1 at 2; and a lone leaf. */
const trees: TreeTable = {
  base: -1,
  roots: [0, 5],
  columns: [0, -1, 1, -1, -1, -1],
  thresholds: [0.5, 0, 2, 0, 0, 0],
  otherwise: [2, 0, 4, 0, 0, 0],
  values: [0.25, -0.5, 1, 0.75, 1.25, 0.125],
};

test('a row goes on to the next node up to the threshold, and elsewhere above it', () => {
  expect([[0.5, 9], [1, 2], [1, 2.5]].map((row) => leafOf(trees, 0, row))).toEqual([1, 3, 4]); // prettier-ignore
  expect(treeLogit(trees, [0, 0])).toBe(-1.375);
  expect(treeLogit(trees, [7, 7, 1, 3], 2)).toBe(0.375);
});

test('contributions are what each branch moves the mean, and add up to the log-odds', () => {
  expect(treeContributions(trees, [1, 3])).toEqual([0.75, 0.25]);
  // Base, and what the roots give on average.
  const average = -1 + 0.25 + 0.125;
  expect(average + 0.75 + 0.25).toBe(treeLogit(trees, [1, 3]));
});

test('a comparison sees what a model sees: the number as float32', () => {
  const justAbove = 0.5 + 1e-12;
  expect(leafOf(trees, 0, [justAbove, 0])).toBe(1);
});

test('sums are rounded to float32 tree by tree', () => {
  const value = Math.fround(0.1);
  const many = { base: 0, roots: [0, 1, 2], columns: [-1, -1, -1], thresholds: [0, 0, 0], otherwise: [0, 0, 0], values: [value, value, value] }; // prettier-ignore
  expect(treeLogit(many, [])).toBe(Math.fround(Math.fround(value + value) + value));
  expect(treeLogit(many, [])).not.toBe(3 * value);
});
