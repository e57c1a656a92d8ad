import { solveSymmetric } from './logistic.ts';

/** Effects in log-odds. Cells: of rep x segment; segment by segment, one per rep. */
export interface Effects {
  readonly segments: Float64Array;
  readonly reps: Float64Array;
  readonly cells: Float64Array;
}

/** Sums over the deals of each cell: outcome less probability, and probability times its complement. */
export interface CellSums {
  readonly gradient: Float64Array;
  readonly weight: Float64Array;
}

/** Variances of the effects' priors; 0: there are no such effects. */
export interface Variances {
  readonly rep: number;
  readonly cell: number;
}

/** What is left of a Newton step's equations once the cells and then the reps are eliminated. */
export interface Reduced {
  /** By cell, without the cell's own effect. */
  readonly weight: Float64Array;
  readonly gradient: Float64Array;
  /** By rep, with the prior. */
  readonly repWeight: Float64Array;
  readonly repGradient: Float64Array;
  /** By segment: lower triangle, and gradient. */
  readonly hessian: readonly Float64Array[];
  readonly segmentGradient: Float64Array;
}

/** Of the prior of a segment's own effect: standard deviation 1. */
export const SEGMENT_PRECISION = 1;

/**
 * The Hessian of effects of segment, rep and rep x segment is an arrowhead: a cell meets only its rep and its segment, reps meet
 * only segments. Eliminated in that order (Schur complements), a step costs cells x segments, for thousands of reps.
 */
export function eliminate(effects: Effects, sums: CellSums, variances: Variances): Reduced {
  const [reps, segments] = [effects.reps.length, effects.segments.length];
  const { weight, gradient } = withoutCells(effects, sums, variances.cell);
  const precision = 1 / variances.rep;
  const repWeight = new Float64Array(reps).fill(precision);
  const repGradient = effects.reps.map((effect) => (variances.rep === 0 ? 0 : -precision * effect));
  const segmentGradient = effects.segments.map((effect) => -SEGMENT_PRECISION * effect);
  const hessian = Array.from({ length: segments }, () => new Float64Array(segments));
  for (let cell = 0; cell < weight.length; cell += 1) {
    const [segment, rep] = [Math.floor(cell / reps), cell % reps];
    repWeight[rep]! += weight[cell]!;
    repGradient[rep]! += gradient[cell]!;
    hessian[segment]![segment]! += weight[cell]!;
    segmentGradient[segment]! += gradient[cell]!;
  }
  for (let a = 0; a < segments; a += 1) {
    hessian[a]![a]! += SEGMENT_PRECISION;
    for (let rep = 0; rep < reps; rep += 1) {
      const share = weight[a * reps + rep]! / repWeight[rep]!;
      if (share === 0) continue;
      segmentGradient[a]! -= share * repGradient[rep]!;
      for (let b = 0; b <= a; b += 1) hessian[a]![b]! -= share * weight[b * reps + rep]!;
    }
  }
  return { weight, gradient, repWeight, repGradient, hessian, segmentGradient };
}

function withoutCells({ cells }: Effects, sums: CellSums, variance: number) {
  const weight = sums.weight.map((value) => value / (1 + variance * value));
  if (variance === 0) return { weight, gradient: sums.gradient };
  const gradient = sums.gradient.map(
    (value, cell) => value - weight[cell]! * (variance * value - cells[cell]!),
  );
  return { weight, gradient };
}

/** One Newton step, in place. Returns the longest change of an effect. */
export function improve(effects: Effects, sums: CellSums, variances: Variances): number {
  const reduced = eliminate(effects, sums, variances);
  const segmentSteps = solveSymmetric(reduced.hessian, reduced.segmentGradient);
  const repSteps = repStepsOf(reduced, segmentSteps, variances.rep);
  const cellSteps = effects.cells.map((effect, cell) => {
    if (variances.cell === 0) return 0;
    const [segment, rep] = [Math.floor(cell / repSteps.length), cell % repSteps.length];
    const own = sums.gradient[cell]! - effect / variances.cell;
    const moved = own - sums.weight[cell]! * (segmentSteps[segment]! + repSteps[rep]!);
    return moved / (sums.weight[cell]! + 1 / variances.cell);
  });
  return Math.max(
    add(effects.segments, segmentSteps),
    add(effects.reps, repSteps),
    add(effects.cells, cellSteps),
  );
}

function repStepsOf(
  { weight, repWeight, repGradient }: Reduced,
  segmentSteps: Float64Array,
  variance: number,
): Float64Array {
  if (variance === 0) return new Float64Array(repWeight.length);
  const left = repGradient.slice();
  for (let cell = 0; cell < weight.length; cell += 1) {
    const [segment, rep] = [Math.floor(cell / left.length), cell % left.length];
    left[rep]! -= weight[cell]! * segmentSteps[segment]!;
  }
  return left.map((gradient, rep) => gradient / repWeight[rep]!);
}

function add(effects: Float64Array, steps: Float64Array): number {
  let longest = 0;
  for (let index = 0; index < effects.length; index += 1) {
    effects[index]! += steps[index]!;
    longest = Math.max(longest, Math.abs(steps[index]!));
  }
  return longest;
}
