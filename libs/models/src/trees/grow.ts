import type { Bins } from './bins.ts';
import {
  bestSplit,
  type Gradients,
  histogramOf,
  RIDGE,
  type Split,
  subtract,
  type Sums,
} from './histogram.ts';

/** A node of a tree that grows, with its rows. */
export interface Node {
  readonly rows: Uint32Array;
  readonly sums: Sums;
  readonly split: Split | null;
  /** The two that it was split into. */
  readonly branches?: readonly [yes: Node, otherwise: Node];
}

interface Leaf extends Node {
  readonly histogram: Float64Array;
}

const MOST_LEAVES = 15;
const RATE = 0.05;

/** A tree that fits the gradients of the rows: always the leaf is split that gains the most (ties: the first). */
export function growTree(bins: Bins, rows: Uint32Array, gradients: Gradients): Node {
  const children = new Map<Node, readonly [Leaf, Leaf]>();
  const root = leafOf(bins, rows, sumOf(rows, gradients), histogramOf(bins, rows, gradients));
  let leaves: readonly Leaf[] = [root];
  while (leaves.length < MOST_LEAVES) {
    const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    if (best.split === null) break;
    const pair = divide(bins, best, best.split, gradients);
    children.set(best, pair);
    leaves = leaves.flatMap((leaf) => (leaf === best ? pair : [leaf]));
  }
  return withBranches(root, children);
}

/** What a leaf adds to the log-odds of its rows: a damped Newton step, in float32. */
export function leafValue({ gradient, weight }: Sums): number {
  return Math.fround((RATE * gradient) / (weight + RIDGE));
}

function withBranches(leaf: Leaf, children: ReadonlyMap<Node, readonly [Leaf, Leaf]>): Node {
  const { rows, sums, split } = leaf;
  const pair = children.get(leaf);
  if (pair === undefined) return { rows, sums, split: null };
  return { rows, sums, split, branches: [withBranches(pair[0], children), withBranches(pair[1], children)] };
}

function leafOf(bins: Bins, rows: Uint32Array, sums: Sums, histogram: Float64Array): Leaf {
  return { rows, sums, histogram, split: bestSplit(bins, histogram, sums) };
}

/** Only the smaller part is counted; the larger is the rest. Takes the histogram of the leaf. */
function divide(bins: Bins, leaf: Leaf, split: Split, gradients: Gradients): readonly [Leaf, Leaf] {
  const [yesRows, otherRows] = partition(bins, leaf.rows, split);
  const yesIsSmaller = yesRows.length <= otherRows.length;
  const smaller = histogramOf(bins, yesIsSmaller ? yesRows : otherRows, gradients);
  const larger = subtract(leaf.histogram, smaller);
  return [
    leafOf(bins, yesRows, split.yes, yesIsSmaller ? smaller : larger),
    leafOf(bins, otherRows, split.otherwise, yesIsSmaller ? larger : smaller),
  ];
}

/** Both parts keep the order of the rows, and with it the order of every addition. */
function partition(
  { fields, slots }: Bins,
  rows: Uint32Array,
  { field, slot, yes, otherwise }: Split,
): readonly [yes: Uint32Array, otherwise: Uint32Array] {
  const [yesRows, otherRows] = [new Uint32Array(yes.count), new Uint32Array(otherwise.count)];
  const { ordered } = fields[field]!;
  const width = fields.length;
  let [toYes, toOther] = [0, 0];
  for (const row of rows) {
    const own = slots[row * width + field]!;
    if (ordered ? own > slot : own === slot) otherRows[toOther++] = row;
    else yesRows[toYes++] = row;
  }
  return [yesRows, otherRows];
}

function sumOf(rows: Uint32Array, { gradient, weight }: Gradients): Sums {
  let [g, w] = [0, 0];
  for (const row of rows) {
    g += gradient[row]!;
    w += weight[row]!;
  }
  return { gradient: g, weight: w, count: rows.length };
}
