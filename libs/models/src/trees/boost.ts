import { leafOf, log, sigmoid, type TreeTable } from '@leadline/domain';
import type { Bins, Matrix } from './bins.ts';
import type { Gradients } from './histogram.ts';
import { growTree, leafValue, type Node } from './grow.ts';

/** What trees learn from: rows in time order, and by row whether the deal was won. */
export interface Lesson {
  readonly matrix: Matrix;
  readonly bins: Bins;
  /** 1: won. */
  readonly won: Uint8Array;
  /** Log-odds by row that come on top of what is learned; absent: none. */
  readonly offset?: Float64Array;
}

/** More would cost each lead more than they tell: 200 trees take 2 ms for 500 rows. */
const MOST_ROUNDS = 200;
const PATIENCE = 25;

type Growing = { [key in Exclude<keyof TreeTable, 'base'>]: number[] } & { base: number };

/**
 * Gradient boosting with logistic loss from the base rate on: each tree is a step of the log-odds towards the outcomes. The same
 * rows give the same trees, to the bit. Fewer trees than asked for when there is nothing left to tell apart.
 */
export function boostTrees(lesson: Lesson, rows: Uint32Array, rounds: number): TreeTable {
  const booster = boosterOf(lesson, rows);
  for (let round = 0; round < rounds && booster.step(); round += 1);
  return booster.trees;
}

/** The number of rounds after which trees of the earlier rows tell most about the later ones. */
export function chooseRounds(lesson: Lesson, earlier: Uint32Array, later: Uint32Array): number {
  const booster = boosterOf(lesson, earlier);
  const scores = Float64Array.from(later, (row) => booster.trees.base + (lesson.offset?.[row] ?? 0));
  let best = { rounds: 0, loss: lossOf(scores, later, lesson.won) };
  for (let round = 1; round <= Math.min(MOST_ROUNDS, best.rounds + PATIENCE); round += 1) {
    if (!booster.step()) break;
    addLastTree(booster.trees, lesson.matrix, later, scores);
    const loss = lossOf(scores, later, lesson.won);
    if (loss < best.loss) best = { rounds: round, loss };
  }
  return best.rounds;
}

interface Booster {
  readonly trees: TreeTable;
  /** Adds a tree; false if none tells any rows apart. */
  step(): boolean;
}

function boosterOf({ bins, won, offset }: Lesson, rows: Uint32Array): Booster {
  const trees: Growing = {
    base: baseOf(rows, won, offset),
    roots: [],
    columns: [],
    thresholds: [],
    otherwise: [],
    values: [],
  };
  const scores = Float64Array.from(won, (_, row) => trees.base + (offset?.[row] ?? 0));
  const gradients = { gradient: new Float64Array(won.length), weight: new Float64Array(won.length) };
  return {
    trees,
    step() {
      updateGradients(gradients, rows, scores, won);
      const root = growTree(bins, rows, gradients);
      if (root.branches === undefined) return false;
      trees.roots.push(trees.columns.length);
      append(trees, bins, root, scores);
      return true;
    },
  };
}

/** Log-odds of the base rate, kept from the extremes by half a deal, less what comes on top on average. */
function baseOf(rows: Uint32Array, won: Uint8Array, offset?: Float64Array): number {
  let [wins, onTop] = [0.5, 0];
  for (const row of rows) {
    wins += won[row]!;
    onTop += offset?.[row] ?? 0;
  }
  return Math.fround(log(wins / (rows.length + 1 - wins)) - onTop / Math.max(1, rows.length));
}

function updateGradients(
  { gradient, weight }: Gradients,
  rows: Uint32Array,
  scores: Float64Array,
  won: Uint8Array,
): void {
  for (const row of rows) {
    const p = sigmoid(scores[row]!);
    gradient[row] = won[row]! - p;
    weight[row] = p * (1 - p);
  }
}

/** Writes a node and what hangs on it behind the table's nodes, and its leaf values on the scores. Returns its mean value. */
function append(trees: Growing, bins: Bins, node: Node, scores: Float64Array): number {
  const index = trees.columns.length;
  const { split, branches } = node;
  const leaf = split === null || branches === undefined;
  trees.columns.push(leaf ? -1 : bins.columns[split.slot]!);
  trees.thresholds.push(leaf ? 0 : bins.thresholds[split.slot]!);
  trees.otherwise.push(0);
  trees.values.push(0);
  trees.values[index] = leaf
    ? leafScores(node, scores)
    : appendBranches(trees, bins, branches, scores, index);
  return trees.values[index];
}

function appendBranches(
  trees: Growing,
  bins: Bins,
  [yes, otherwise]: readonly [Node, Node],
  scores: Float64Array,
  index: number,
): number {
  const yesMean = append(trees, bins, yes, scores);
  trees.otherwise[index] = trees.columns.length;
  const otherMean = append(trees, bins, otherwise, scores);
  const [a, b] = [yes.rows.length, otherwise.rows.length];
  return Math.fround((a * yesMean + b * otherMean) / (a + b));
}

function leafScores({ rows, sums }: Node, scores: Float64Array): number {
  const value = leafValue(sums);
  for (const row of rows) scores[row]! += value;
  return value;
}

function addLastTree(trees: TreeTable, matrix: Matrix, rows: Uint32Array, scores: Float64Array): void {
  const root = trees.roots.at(-1)!;
  for (let index = 0; index < rows.length; index += 1) {
    const leaf = leafOf(trees, root, matrix.features, rows[index]! * matrix.columns);
    scores[index]! += trees.values[leaf]!;
  }
}

/** Mean of -log of the probability given to what happened. */
function lossOf(scores: Float64Array, rows: Uint32Array, won: Uint8Array): number {
  let loss = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const score = scores[index]!;
    loss -= log(sigmoid(won[rows[index]!] === 1 ? score : -score));
  }
  return loss / rows.length;
}
