import { sigmoid } from '@leadline/domain';
import type { Matrix } from '../trees/bins.ts';

/** Logistic regression: `coefficients` one per column. */
export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

/** By row. */
interface Outcomes {
  readonly won: Uint8Array;
  readonly offset: Float64Array | undefined;
}

/** What a Newton step is made of: lower triangle of the Hessian, and the gradient. */
interface System {
  readonly hessian: readonly Float64Array[];
  readonly gradient: Float64Array;
}

const ROUNDS = 25;
const CONVERGED = 1e-8;

/**
 * Logistic regression on some rows with a ridge penalty on all coefficients but the intercept (exact Newton steps, fixed order
 * of additions: the same data give the same bits). `won`: by row, 1 or 0. `penalty`: 1 / variance of the coefficients' prior. `offset`: log-odds
 * by row that come on top.
 */
export function fitLogistic(
  matrix: Matrix,
  won: Uint8Array,
  rows: Uint32Array,
  penalty: number,
  offset?: Float64Array,
): LogisticFit {
  const weights = new Float64Array(matrix.columns + 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { hessian, gradient } = newtonSystem(matrix, { won, offset }, rows, weights, penalty);
    const step = solveSymmetric(hessian, gradient);
    for (let index = 0; index < weights.length; index += 1) weights[index]! += step[index]!;
    if (step.every((change) => Math.abs(change) < CONVERGED)) break;
  }
  return { intercept: weights[0]!, coefficients: [...weights.subarray(1)] };
}

/** Log-odds of a row of a matrix. */
export function logitOf(
  { intercept, coefficients }: LogisticFit,
  { features, columns }: Matrix,
  row: number,
): number {
  let sum = intercept;
  for (let column = 0; column < columns; column += 1)
    sum += features[row * columns + column]! * coefficients[column]!;
  return sum;
}

function newtonSystem(
  matrix: Matrix,
  { won, offset }: Outcomes,
  rows: Uint32Array,
  weights: Float64Array,
  penalty: number,
): System {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  for (let column = 1; column < size; column += 1) {
    gradient[column] = -penalty * weights[column]!;
    hessian[column]![column] = penalty;
  }
  const used = new Int32Array(size);
  const values = new Float64Array(size).fill(1);
  for (const row of rows) {
    const count = gatherRow(matrix, row, used, values);
    const outcome = { won: won[row]!, offset: offset?.[row] ?? 0 };
    addRow(used, values, count, outcome, weights, { hessian, gradient });
  }
  return { hessian, gradient };
}

/** One-hot rows are mostly zeros: lists the others behind the intercept, which is column 0. Returns how many there are. */
function gatherRow(
  { features, columns }: Matrix,
  row: number,
  used: Int32Array,
  values: Float64Array,
): number {
  let count = 1;
  for (let column = 0; column < columns; column += 1) {
    const value = features[row * columns + column]!;
    if (value === 0) continue;
    used[count] = column + 1;
    values[count] = value;
    count += 1;
  }
  return count;
}

function addRow(
  used: Int32Array,
  values: Float64Array,
  count: number,
  { won, offset }: { readonly won: number; readonly offset: number },
  weights: Float64Array,
  { hessian, gradient }: System,
): void {
  let logit = offset;
  for (let a = 0; a < count; a += 1) logit += values[a]! * weights[used[a]!]!;
  const p = sigmoid(logit);
  const weight = Math.max(p * (1 - p), 1e-9);
  for (let a = 0; a < count; a += 1) {
    const line = hessian[used[a]!]!;
    gradient[used[a]!]! += values[a]! * (won - p);
    for (let b = 0; b <= a; b += 1) line[used[b]!]! += weight * values[a]! * values[b]!;
  }
}

/** Solves A x = b for a symmetric positive A given by its lower triangle (Cholesky, in place). */
export function solveSymmetric(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const size = b.length;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = a[row]![column]!;
      for (let k = 0; k < column; k += 1) sum -= a[row]![k]! * a[column]![k]!;
      a[row]![column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[column]![column]!;
    }
  }
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) x[row]! -= a[row]![k]! * x[k]!;
    x[row]! /= a[row]![row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) x[row]! -= a[k]![row]! * x[k]!;
    x[row]! /= a[row]![row]!;
  }
  return x;
}
