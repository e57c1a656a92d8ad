import { sigmoid } from '@leadline/domain';

/** Logistic regression: `coefficients` one per column. */
export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

const ROUNDS = 25;
const CONVERGED = 1e-8;

/**
 * Logistic regression with a ridge penalty on all coefficients but the intercept (exact Newton steps, fixed order of
 * additions: the same data give the same bits). `penalty`: 1 / variance of the coefficients' prior.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  won: readonly boolean[],
  penalty: number,
): LogisticFit {
  const size = (rows[0]?.length ?? 0) + 1;
  const weights = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = solveSymmetric(...newtonSystem(rows, won, weights, penalty));
    for (let index = 0; index < size; index += 1) weights[index]! += step[index]!;
    if (step.every((change) => Math.abs(change) < CONVERGED)) break;
  }
  return { intercept: weights[0]!, coefficients: [...weights.subarray(1)] };
}

/** Log-odds of a row. */
export function logitOf(fit: LogisticFit, row: readonly number[]): number {
  return row.reduce((sum, value, column) => sum + value * fit.coefficients[column]!, fit.intercept);
}

function newtonSystem(
  rows: readonly (readonly number[])[],
  won: readonly boolean[],
  weights: Float64Array,
  penalty: number,
): [hessian: Float64Array[], gradient: Float64Array] {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  for (let column = 1; column < size; column += 1) {
    gradient[column] = -penalty * weights[column]!;
    hessian[column]![column] = penalty;
  }
  for (const [index, row] of rows.entries())
    addRow([1, ...row], won[index] === true, weights, gradient, hessian);
  return [hessian, gradient];
}

/** One-hot rows are mostly zeros: only the others cost anything. */
function addRow(
  row: readonly number[],
  won: boolean,
  weights: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array[],
): void {
  const used = row.flatMap((value, column) => (value === 0 ? [] : [column]));
  const p = sigmoid(used.reduce((sum, column) => sum + row[column]! * weights[column]!, 0));
  const weight = Math.max(p * (1 - p), 1e-9);
  for (const a of used) {
    gradient[a]! += row[a]! * ((won ? 1 : 0) - p);
    for (const b of used) if (b <= a) hessian[a]![b]! += weight * row[a]! * row[b]!;
  }
}

/** Solves A x = b for a symmetric positive A given by its lower triangle (Cholesky, in place). */
function solveSymmetric(a: Float64Array[], b: Float64Array): Float64Array {
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
