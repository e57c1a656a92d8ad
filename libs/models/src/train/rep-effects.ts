import { sigmoid } from '@leadline/domain';
import { type Effects, placeOf, type Shape, sizeOf, type Solution, solve, type Sums } from './arrowhead.ts';
import { type Ends, saidBy } from './ends.ts';

/** Effects of one kind: one for each level, or a single one that counts as often as a value says. */
export interface Term {
  readonly size: number;
  /** By deal: which of them. Absent: the only one. */
  readonly level?: Uint16Array;
  /** By deal: what the effect is multiplied by. Absent: 1. */
  readonly value?: Float64Array;
  /** Of a common effect: it may only lower the chance. */
  readonly falling?: boolean;
}

/** Deals as the rep effects see them. */
export interface RepDeals {
  readonly won: Uint8Array;
  /** Of deals whose ends may be yet to come. Absent: of none. */
  readonly ends?: Ends;
  /** The lead's own log-odds. */
  readonly offset: Float64Array;
  readonly rep: Int32Array;
  readonly teamOf: Uint16Array;
  readonly teams: number;
  /** What every rep has effects of her own of; the last is what she adds to every deal. */
  readonly own: readonly Term[];
  /** Which of them is the finer part of the last but one, whose spread is split evenly between the two. Absent: none. */
  readonly finer?: number;
  /** Which of them is of kinds of deal whose tiers are told: there reps are taken to differ as usual. Absent: none. */
  readonly kinds?: number;
  /** What the reps of a team have in common: no rep's doing. */
  readonly team: Term;
  /** What the reps of a tier of a team have in common, by kind of deal: theirs, as a rep's own effects are hers. */
  readonly tiers?: Term;
  /** What all deals have in common. */
  readonly common: readonly Term[];
}

/** Standard deviations of the effects' priors, by term; 0: there are no such effects. */
export interface Spreads {
  readonly own: readonly number[];
  /** Absent: there are no effects of tiers. */
  readonly tiers?: number;
  readonly common: readonly number[];
}

const ROUNDS = 25;
const CONVERGED = 1e-7;
/** Log-odds that a step moves an effect at most: a whole step from where hardly anything is won overshoots, further each time. */
const LONGEST = 1;
/** Of a team's effect of a segment. */
const TEAM_SPREAD = 1;

/**
 * Mixed model: log-odds = offset + what the team's leads have in common + the rep's own effects, each of these pulled to zero
 * by as much as its deals are few, so that luck is not taken for skill. Newton steps, from effects that are `near` if there are any.
 */
export function fitRepEffects(deals: RepDeals, spreads: Spreads, near?: Effects): Solution {
  const shape = shapeOf(deals);
  const columns = columnSpreads(deals, spreads);
  let found: Effects = near ?? noEffects(shape);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = solve(shape, sumsAround(deals, found), columns);
    const longest = Math.max(furthest(next.own, found.own), furthest(next.shared, found.shared));
    found = longest > LONGEST ? between(found, next, LONGEST / longest) : next;
    if (longest < CONVERGED) break;
  }
  return solve(shape, sumsAround(deals, found), columns);
}

const width = (terms: readonly Term[]): number => terms.reduce((sum, { size }) => sum + size, 0);

export function shapeOf(deals: RepDeals): Shape {
  const { own, common, teams, teamOf } = deals;
  return { own: width(own), team: width(ofTeam(deals)), common: width(common), teams, teamOf };
}

/** What the columns of a team stand for. */
const ofTeam = ({ team, tiers }: RepDeals): readonly Term[] => (tiers === undefined ? [team] : [team, tiers]);

/** Spread of each column. */
export function columnSpreads(deals: RepDeals, spreads: Spreads): Float64Array {
  return Float64Array.from([
    ...repeated(deals.own, splitSpreads(deals, spreads.own)),
    ...repeated(ofTeam(deals), [TEAM_SPREAD, spreads.tiers ?? 0]),
    ...repeated(deals.common, spreads.common),
  ]);
}

/** By own term. What the finer part has besides comes on top of its half. */
function splitSpreads({ finer }: RepDeals, spreads: readonly number[]): readonly number[] {
  if (finer === undefined) return spreads;
  const whole = spreads.length - 2;
  const half = spreads[whole]! * Math.SQRT1_2;
  return spreads.with(finer, Math.sqrt(spreads[finer]! ** 2 + half ** 2)).with(whole, half);
}

const repeated = (terms: readonly Term[], values: readonly number[]): number[] =>
  terms.flatMap(({ size }, term) => Array.from({ length: size }, () => values[term]!));

function noEffects(shape: Shape): Effects {
  return {
    own: new Float64Array(shape.teamOf.length * shape.own),
    shared: new Float64Array(shape.teams * shape.team + shape.common),
  };
}

/** What the deals say around some effects; around none where there are none yet. */
export function sumsAround(deals: RepDeals, effects?: Effects): Sums {
  const shape = shapeOf(deals);
  const size = sizeOf(shape);
  const at = effectsByRep(shape, effects ?? noEffects(shape));
  const weights = at.map(() => new Float64Array(size * size));
  const targets = at.map(() => new Float64Array(size));
  const terms = [...deals.own, ...ofTeam(deals), ...deals.common];
  const starts = terms.map((_, term) => terms.slice(0, term).reduce((sum, before) => sum + before.size, 0));
  const columns = new Int32Array(terms.length);
  const values = new Float64Array(terms.length);
  let constant = 0;
  for (let deal = 0; deal < deals.won.length; deal += 1) {
    const rep = deals.rep[deal]!;
    const [matrix, target, effect] = [weights[rep]!, targets[rep]!, at[rep]!];
    let logit = deals.offset[deal]!;
    for (let term = 0; term < terms.length; term += 1) {
      const { level, value } = terms[term]!;
      columns[term] = starts[term]! + (level === undefined ? 0 : level[deal]!);
      values[term] = value === undefined ? 1 : value[deal]!;
      logit += values[term]! * effect[columns[term]!]!;
    }
    const { weight, error, likelihood } = saidBy(sigmoid(logit), deals.won[deal]!, deals.ends?.(deal));
    constant += likelihood;
    for (let a = 0; a < terms.length; a += 1) {
      if (values[a] === 0) continue;
      const row = columns[a]! * size;
      target[columns[a]!]! += values[a]! * error;
      for (let b = 0; b <= a; b += 1) matrix[row + columns[b]!]! += weight * values[a]! * values[b]!;
    }
  }
  for (const [rep, effect] of at.entries()) constant -= addCurvature(weights[rep]!, targets[rep]!, effect);
  return { weights, targets, constant };
}

/** Adds weights x effects to the gradient, in place. Returns what the square says of the effects: gradient + half the curvature. */
function addCurvature(weights: Float64Array, gradient: Float64Array, effect: Float64Array): number {
  const size = effect.length;
  let said = 0;
  for (let row = 0; row < size; row += 1) {
    let curvature = 0;
    for (let column = 0; column < size; column += 1)
      curvature += weights[Math.max(row, column) * size + Math.min(row, column)]! * effect[column]!;
    said += effect[row]! * (gradient[row]! + curvature / 2);
    gradient[row]! += curvature;
  }
  return said;
}

/** By rep, the effects of all columns. */
function effectsByRep(shape: Shape, { own, shared }: Effects): Float64Array[] {
  return Array.from(shape.teamOf, (team, rep) =>
    Float64Array.from({ length: sizeOf(shape) }, (_, column) =>
      column < shape.own ? own[rep * shape.own + column]! : shared[placeOf(shape, team, column)]!,
    ),
  );
}

function between(from: Effects, to: Effects, share: number): Effects {
  const part = (a: Float64Array, b: Float64Array): Float64Array =>
    a.map((value, index) => value + share * (b[index]! - value));
  return { own: part(from.own, to.own), shared: part(from.shared, to.shared) };
}

function furthest(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);
}
