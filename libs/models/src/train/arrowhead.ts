import { log } from '@leadline/domain';
import { solveSymmetric } from './logistic.ts';

/** Columns of a rep's part of the equations: her own effects, then those of her team, then those of all. */
export interface Shape {
  readonly own: number;
  /** Of each team. */
  readonly team: number;
  readonly common: number;
  readonly teams: number;
  /** By rep: which team is hers. */
  readonly teamOf: Uint16Array;
}

/** Effects in log-odds. */
export interface Effects {
  /** Rep by rep. */
  readonly own: Float64Array;
  /** Team by team, then those of all. */
  readonly shared: Float64Array;
}

/**
 * The deals around some effects: by rep, weights (square, lower triangle) and gradient + weights x effects, of which any
 * prior's best effects follow. `constant`: log likelihood less what the square around the effects says of it there.
 */
export interface Sums {
  readonly weights: readonly Float64Array[];
  readonly targets: readonly Float64Array[];
  readonly constant: number;
}

export interface Solution extends Effects {
  /** Log of how likely the outcomes are under the prior, whatever the effects. */
  readonly evidence: number;
  /** Standard deviation of what is not known: of the last own effect of each rep, and of the effects that all share. */
  readonly deviations: Float64Array;
  readonly commonDeviations: Float64Array;
}

/**
 * Best effects under normal priors with the given standard deviations (by column; 0: there is no such effect). Their equations are
 * an arrowhead: reps meet only in what they share. Each rep's own effects are eliminated first (partial Cholesky), so that
 * thousands of reps cost thousands of small blocks. Effects are solved for in units of their prior, so that 0 is no exception.
 */
export function solve(shape: Shape, sums: Sums, spreads: Float64Array): Solution {
  const { own, teamOf } = shape;
  const size = sizeOf(shape);
  const shared = shape.teams * shape.team + shape.common;
  const matrix = Array.from({ length: shared }, (_, row) => {
    const line = new Float64Array(shared);
    line[row] = 1;
    return line;
  });
  const target = new Float64Array(shared);
  let [squares, volume] = [0, 0];
  const blocks = sums.weights.map((weights, rep) => {
    const block = scaled(weights, sums.targets[rep]!, spreads, own);
    volume += eliminate(block, size, own);
    for (let row = 0; row < own; row += 1) squares += block.target[row]! ** 2;
    for (let row = own; row < size; row += 1) {
      const to = placeOf(shape, teamOf[rep]!, row);
      target[to]! += block.target[row]!;
      for (let column = own; column <= row; column += 1)
        matrix[to]![placeOf(shape, teamOf[rep]!, column)]! += block.weights[row * size + column]!;
    }
    return block;
  });
  const units = solveSymmetric(matrix, target);
  for (let row = 0; row < shared; row += 1) {
    volume += log(matrix[row]![row]!);
    squares += target[row]! * units[row]!;
  }
  return {
    own: ownEffects(shape, blocks, units, spreads),
    // Plus 0: no effect is 0, never -0.
    shared: units.map((unit, row) => unit * spreadOf(shape, spreads, row) + 0),
    evidence: sums.constant + squares / 2 - volume,
    deviations: Float64Array.from(
      blocks,
      ({ weights }) => spreads[own - 1]! / weights[(own - 1) * size + own - 1]!,
    ),
    commonDeviations: Float64Array.from({ length: shape.common }, (_, index) => {
      const row = shared - shape.common + index;
      return spreadOf(shape, spreads, row) * deviationOf(matrix, row);
    }),
  };
}

export const sizeOf = ({ own, team, common }: Shape): number => own + team + common;

/** Place of a rep's column among the shared effects. */
export function placeOf({ own, team, teams }: Shape, ofTeam: number, column: number): number {
  const index = column - own;
  return index < team ? ofTeam * team + index : teams * team + index - team;
}

function spreadOf({ own, team, teams }: Shape, spreads: Float64Array, place: number): number {
  return spreads[place < teams * team ? own + (place % team) : own + team + place - teams * team]!;
}

interface Block {
  readonly weights: Float64Array;
  readonly target: Float64Array;
}

/** In units of the prior, which adds 1 on the diagonal of own effects. */
function scaled(weights: Float64Array, target: Float64Array, spreads: Float64Array, own: number): Block {
  const size = spreads.length;
  const block = {
    weights: new Float64Array(size * size),
    target: target.map((value, row) => value * spreads[row]!),
  };
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1)
      block.weights[row * size + column] = weights[row * size + column]! * spreads[row]! * spreads[column]!;
    if (row < own) block.weights[row * size + row]! += 1;
  }
  return block;
}

/** Cholesky of the first columns, in place; the rest is left with their complement. Returns half the log determinant of the first. */
function eliminate({ weights, target }: Block, size: number, columns: number): number {
  let volume = 0;
  for (let column = 0; column < columns; column += 1) {
    const pivot = Math.sqrt(weights[column * size + column]!);
    weights[column * size + column] = pivot;
    volume += log(pivot);
    target[column]! /= pivot;
    for (let row = column + 1; row < size; row += 1) {
      if (weights[row * size + column] === 0) continue;
      const value = (weights[row * size + column]! /= pivot);
      target[row]! -= value * target[column]!;
      for (let other = column + 1; other <= row; other += 1)
        weights[row * size + other]! -= value * weights[other * size + column]!;
    }
  }
  return volume;
}

/** Goes back through the blocks once what is shared is known. */
function ownEffects(
  shape: Shape,
  blocks: readonly Block[],
  units: Float64Array,
  spreads: Float64Array,
): Float64Array {
  const size = sizeOf(shape);
  const effects = new Float64Array(blocks.length * shape.own);
  for (const [rep, { weights, target }] of blocks.entries()) {
    const found = new Float64Array(size);
    for (let row = size - 1; row >= 0; row -= 1) {
      if (row >= shape.own) found[row] = units[placeOf(shape, shape.teamOf[rep]!, row)]!;
      else {
        let left = target[row]!;
        for (let later = row + 1; later < size; later += 1)
          left -= weights[later * size + row]! * found[later]!;
        found[row] = left / weights[row * size + row]!;
        effects[rep * shape.own + row] = found[row]! * spreads[row]! + 0;
      }
    }
  }
  return effects;
}

/** Square root of a diagonal element of the inverse, by its Cholesky factor. */
function deviationOf(factor: readonly Float64Array[], row: number): number {
  const x = new Float64Array(factor.length);
  let square = 0;
  for (let index = row; index < factor.length; index += 1) {
    let left = index === row ? 1 : 0;
    for (let before = row; before < index; before += 1) left -= factor[index]![before]! * x[before]!;
    x[index] = left / factor[index]![index]!;
    square += x[index]! ** 2;
  }
  return Math.sqrt(square);
}
