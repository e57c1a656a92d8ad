import { treeLogit, type TreeTable } from '@leadline/domain';
import { linearModelOnnx } from '../onnx/linear-model.ts';
import { treeModelOnnx } from '../onnx/tree-model.ts';
import { boostTrees, chooseRounds } from '../trees/boost.ts';
import { fitLogistic, type LogisticFit, logitOf } from './logistic.ts';
import type { Line } from './platt.ts';
import type { Table } from './table.ts';

/** What says how likely a lead is won, whoever works it. */
export type LeadPart =
  | { readonly kind: 'linear'; readonly linear: LogisticFit }
  | { readonly kind: 'trees'; readonly trees: TreeTable };

export type LeadKind = LeadPart['kind'];

export interface LeadFit {
  readonly part: LeadPart;
  /** Log-odds of the rows, each by a part that has not seen its stretch of time. Costs five more fits. */
  outOfFold(): Float64Array;
}

const PENALTY = 2;
const FOLDS = 5;
/** Of rows in time order: how many learn while the rest judges. */
const LEARN_SHARE = 0.8;
/** All rows bear more trees than the share of them that the number of trees was chosen with. */
const GROWTH = 1.1;

/** The earlier rows to learn from and the later ones to judge by. */
export function splitByTime(rows: Uint32Array): readonly [earlier: Uint32Array, later: Uint32Array] {
  const cut = Math.floor(rows.length * LEARN_SHARE);
  return [rows.subarray(0, cut), rows.subarray(cut)];
}

/** Learns from rows that are in time order. Folds are contiguous, never random: neighbours in time are alike. */
export function fitLead(kind: LeadKind, table: Table, rows: Uint32Array): LeadFit {
  const learn = kind === 'linear' ? linearLearner(table) : treeLearner(table, rows);
  return { part: learn(rows, GROWTH), outOfFold: () => outOfFold(learn, table, rows) };
}

function outOfFold(learn: Learner, table: Table, rows: Uint32Array): Float64Array {
  const logits = new Float64Array(rows.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const from = Math.floor((fold * rows.length) / FOLDS);
    const to = Math.floor(((fold + 1) * rows.length) / FOLDS);
    const part = learn(without(rows, from, to), 1);
    logits.set(leadLogits(part, table, rows.subarray(from, to)), from);
  }
  return logits;
}

/** Log-odds of the rows. */
export function leadLogits(part: LeadPart, { matrix }: Table, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) =>
    part.kind === 'linear'
      ? logitOf(part.linear, matrix, row)
      : treeLogit(part.trees, matrix.features, row * matrix.columns),
  );
}

/** The part with a correction of its log-odds worked into its numbers, so that serving knows of none. */
export function corrected(part: LeadPart, { intercept, slope }: Line): LeadPart {
  if (part.kind === 'linear') {
    const { linear } = part;
    const coefficients = linear.coefficients.map((value) => value * slope);
    return { kind: 'linear', linear: { intercept: intercept + slope * linear.intercept, coefficients } };
  }
  const { trees } = part;
  const base = Math.fround(intercept + slope * trees.base);
  const values = trees.values.map((value) => Math.fround(value * slope));
  return { kind: 'trees', trees: { ...trees, base, values } };
}

export function onnxOf(part: LeadPart, columns: number): Uint8Array {
  return part.kind === 'linear' ? linearModelOnnx(part.linear) : treeModelOnnx(part.trees, columns);
}

function without(rows: Uint32Array, from: number, to: number): Uint32Array {
  const rest = new Uint32Array(rows.length - (to - from));
  rest.set(rows.subarray(0, from));
  rest.set(rows.subarray(to), from);
  return rest;
}

/** Makes a part of the rows; `growth`: of the complexity that was chosen. */
type Learner = (rows: Uint32Array, growth: number) => LeadPart;

function linearLearner({ matrix, won, offset }: Table): Learner {
  return (rows) => ({ kind: 'linear', linear: fitLogistic(matrix, won, rows, PENALTY, offset) });
}

/** The number of trees is chosen once, by the latest of all rows. */
function treeLearner(table: Table, all: Uint32Array): Learner {
  const rounds = chooseRounds(table, ...splitByTime(all));
  return (rows, growth) => ({
    kind: 'trees',
    trees: boostTrees(table, rows, Math.ceil(rounds * growth)),
  });
}
