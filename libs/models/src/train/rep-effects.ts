import { log, sigmoid } from '@leadline/domain';
import {
  type CellSums,
  type Effects,
  eliminate,
  improve,
  SEGMENT_PRECISION,
  type Variances,
} from './arrowhead.ts';
import { solveSymmetric } from './logistic.ts';

/** Deals as the rep effects see them: by deal, the column of the rep, the segment, the lead's own log-odds, 1 if won. */
export interface RepDeals {
  readonly rep: Int32Array;
  readonly segment: Uint16Array;
  readonly offset: Float64Array;
  readonly won: Uint8Array;
  readonly reps: number;
  readonly segments: number;
}

/** Assumed standard deviations of the effects of rep and of rep x segment, log-odds. */
export interface Spread {
  readonly rep: number;
  readonly segment: number;
}

/** Effects in log-odds; segments' own ones serve the fit alone. */
export interface RepEffects extends Effects {
  /** Posterior standard deviation of each rep's effect. */
  readonly deviations: Float64Array;
  /** Log of how likely the outcomes are under the spread, whatever the effects (Laplace's approximation). */
  readonly evidence: number;
}

const ROUNDS = 25;
const CONVERGED = 1e-7;

/**
 * Mixed model: log-odds = offset + segment + rep + rep x segment, each effect of a rep pulled to zero by as much as its deals are
 * few, so that luck is not taken for skill. Exact Newton steps, from effects that are `near` if there are any. What a segment's
 * leads have in common is no rep's doing.
 */
export function fitRepEffects(deals: RepDeals, spread: Spread, near?: Effects): RepEffects {
  const variances = { rep: spread.rep ** 2, cell: spread.segment ** 2 };
  const effects = {
    segments: near?.segments.slice() ?? new Float64Array(deals.segments),
    reps: (spread.rep > 0 && near?.reps.slice()) || new Float64Array(deals.reps),
    cells: (spread.segment > 0 && near?.cells.slice()) || new Float64Array(deals.reps * deals.segments),
  };
  let sums = sumCells(deals, effects);
  for (let round = 0; round < ROUNDS; round += 1) {
    const longest = improve(effects, sums, variances);
    sums = sumCells(deals, effects);
    if (longest < CONVERGED) break;
  }
  const { weight, repWeight, hessian } = eliminate(effects, sums, variances);
  return {
    ...effects,
    deviations: repWeight.map((precision) => 1 / Math.sqrt(precision)),
    evidence:
      logLikelihood(deals, effects) +
      logPrior(effects, variances) -
      logVolume(sums, weight, variances, hessian),
  };
}

/** Log-odds of a deal. */
function logitOf(deals: RepDeals, { segments, reps, cells }: Effects, deal: number): number {
  const rep = deals.rep[deal]!;
  const segment = deals.segment[deal]!;
  return deals.offset[deal]! + segments[segment]! + reps[rep]! + cells[segment * deals.reps + rep]!;
}

function sumCells(deals: RepDeals, effects: Effects): CellSums {
  const gradient = new Float64Array(effects.cells.length);
  const weight = new Float64Array(effects.cells.length);
  for (let deal = 0; deal < deals.won.length; deal += 1) {
    const cell = deals.segment[deal]! * deals.reps + deals.rep[deal]!;
    const p = sigmoid(logitOf(deals, effects, deal));
    gradient[cell]! += deals.won[deal]! - p;
    weight[cell]! += p * (1 - p);
  }
  return { gradient, weight };
}

function logLikelihood(deals: RepDeals, effects: Effects): number {
  let sum = 0;
  for (let deal = 0; deal < deals.won.length; deal += 1) {
    const logit = logitOf(deals, effects, deal);
    sum += log(sigmoid(deals.won[deal] === 1 ? logit : -logit));
  }
  return sum;
}

/** Without the constants, which {@link logVolume} leaves out as well. */
function logPrior({ segments, reps, cells }: Effects, { rep, cell }: Variances): number {
  const ofReps = rep === 0 ? 0 : squares(reps) / rep;
  const ofCells = cell === 0 ? 0 : squares(cells) / cell;
  return -(SEGMENT_PRECISION * squares(segments) + ofReps + ofCells) / 2;
}

/** Half the log determinant of the effects' information, each relative to its prior. */
function logVolume(
  sums: CellSums,
  reducedWeight: Float64Array,
  { rep, cell }: Variances,
  hessian: readonly Float64Array[],
): number {
  solveSymmetric(hessian, new Float64Array(hessian.length));
  let twice = hessian.reduce((sum, row, index) => sum + 2 * log(row[index]!), 0);
  for (const weight of sums.weight) twice += log(1 + cell * weight);
  const byRep = new Float64Array(sums.weight.length / hessian.length);
  for (let index = 0; index < reducedWeight.length; index += 1)
    byRep[index % byRep.length]! += reducedWeight[index]!;
  for (const weight of byRep) twice += log(1 + rep * weight);
  return twice / 2;
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
