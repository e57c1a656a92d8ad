import { exp } from '@leadline/domain';
import { type Effects, type Solution, solve, type Sums } from './arrowhead.ts';
import {
  columnSpreads,
  fitRepEffects,
  type RepDeals,
  shapeOf,
  type Spreads,
  sumsAround,
} from './rep-effects.ts';

/** How far effects differ: the likeliest standard deviation (log-odds), and which ones the deals do not rule out (95 %). */
export interface Differences {
  readonly spread: number;
  readonly low: number;
  readonly high: number;
}

export interface SpreadFit {
  readonly effects: Solution;
  /** What the effects are shrunk with: the root mean square of what is likely. */
  readonly spreads: Spreads;
  /** Of the last term and of the one before it, as if there were no others. */
  readonly rep: Differences;
  readonly segment: Differences;
  /** Of the terms before these two, given these two. */
  readonly further: readonly Differences[];
  /** Of tiers by kind of deal, given all others; null: they are not known. */
  readonly tiers: Differences | null;
}

const GRID = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 1];
const START = 0.2;
/**
 * The likeliest spread before any deal is seen, where there is one: measured ones of skill are 0.2 to 0.3. As likely as a two-dimensional
 * normal variable is long: the likeliest spread under the deals alone would be 0 too often where little can be seen, and all that
 * could be seen of the effects with it (Chung and others, 2013).
 */
const USUAL = 0.2;
/**
 * How likely it is, before any deal is seen, that reps do not differ in skill, and that which rep is better does not hang on the segment.
 * Either case counts by how likely it makes the outcomes, so that a team without is not served noise, and hardly anybody is a star by luck.
 */
const NO_DIFFERENCE = 0.5;
/**
 * Tiers are there because reps differ by kind of deal, so a team that has them is taken to: by about the usual spread, as likely as a
 * normal variable of seven dimensions is long. The deals alone tell little of it, as hardly a rep has many of every kind.
 */
const DIMENSIONS = { any: 2, kinds: 7 };
/** Twice the log likelihood ratio that a chi-square with one degree of freedom exceeds in 5 % of cases. */
const RULED_OUT = 3.84;
/** By so much (natural logarithm) the outcomes must be likelier with a further term than without. */
const WORTH_A_TERM = 1.92;
const ROUNDS = 6;
/** Spreads nearer to each other are not told apart. */
const SAME = 0.005;

/**
 * Finds how likely spreads are, one term after the other on a grid, and fits the effects with what these come to (empirical Bayes). The
 * likelihood is that of the outcomes linearised around the fitted effects (Breslow and Clayton, 1993), so that a pass over the deals serves all
 * spreads. The intervals are those of the profile likelihood, so 0 is ruled out by chance in 2.5 % of cases, as a spread cannot
 * lie below it. Likelihood of all outcomes under a spread is the product of each one's chance given those before: a term is
 * taken where it foretells, not where it fits.
 */
export function fitSpread(deals: RepDeals, common: readonly number[]): SpreadFit {
  const [segmentTerm, repTerm] = [deals.own.length - 2, deals.own.length - 1];
  const none = deals.own.map((_, term) => (term < segmentTerm ? 0 : START));
  const start = { own: none, ...(deals.tiers === undefined ? {} : { tiers: START }), common };
  const base = search(deals, start, [repTerm, segmentTerm]);
  const [rep, segment] = [repTerm, segmentTerm].map((term) => differencesOf(deals, base, ofTerm(term))) as [
    Differences,
    Differences,
  ];
  if (segmentTerm === 0) return { ...base, rep, segment, further: [], tiers: ofTiers(deals, base) };
  const terms = deals.own.map((_, term) => deals.own.length - 1 - term);
  const all = search(deals, base.spreads, terms, base.effects);
  const further = terms.filter((term) => term < segmentTerm).toReversed();
  return {
    ...all,
    rep,
    segment,
    further: further.map((term) => differencesOf(deals, all, ofTerm(term))),
    tiers: ofTiers(deals, all),
  };
}

interface Found {
  readonly spreads: Spreads;
  readonly effects: Solution;
}

/** Climbs along the terms until the effects under the best spreads have the same best spreads. */
function search(deals: RepDeals, start: Spreads, terms: readonly number[], near?: Effects): Found {
  let spreads = start;
  let effects: Solution | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = spreads;
    const best = climb(deals, sumsAround(deals, effects ?? near), before, terms);
    const same = isSame(best, before);
    effects = fitRepEffects(deals, best, effects ?? near);
    spreads = { ...best, common: allowed(deals, before.common, effects) };
    if (same && spreads.common.every((spread, term) => spread === before.common[term])) break;
  }
  return { spreads, effects: fitRepEffects(deals, spreads, effects) };
}

const isSame = (a: Spreads, b: Spreads): boolean =>
  [...a.own, a.tiers ?? 0].every((spread, term) => Math.abs(spread - [...b.own, b.tiers ?? 0][term]!) < SAME);

/** A common effect that may only lower the chance and seems to raise it is none. */
function allowed(deals: RepDeals, common: readonly number[], solution: Solution): readonly number[] {
  const first = solution.shared.length - solution.commonDeviations.length;
  return common.map((spread, term) =>
    deals.common[term]!.falling && solution.shared[first + term]! > 0 ? 0 : spread,
  );
}

function climb(deals: RepDeals, sums: Sums, start: Spreads, terms: readonly number[]): Spreads {
  let best = start;
  const segmentTerm = start.own.length - 2;
  for (let sweep = 0; sweep < 2; sweep += 1) {
    for (const term of terms) {
      const evidence = along(deals, sums, best, ofTerm(term));
      const isTaken = term >= segmentTerm || term === deals.kinds;
      const worth = isTaken || Math.max(...evidence) - evidence[0]! > WORTH_A_TERM;
      const none = term >= segmentTerm ? NO_DIFFERENCE : 0;
      const dimensions = term === deals.kinds ? DIMENSIONS.kinds : DIMENSIONS.any;
      best = ofTerm(term)(best, worth ? expected(evidence, none, dimensions) : 0);
    }
    if (best.tiers !== undefined)
      best = withTiers(best, expected(along(deals, sums, best, withTiers), NO_DIFFERENCE));
  }
  return best;
}

/** Spreads with one of them replaced. */
type Put = (spreads: Spreads, spread: number) => Spreads;

const ofTerm =
  (term: number): Put =>
  (spreads, spread) => ({ ...spreads, own: spreads.own.with(term, spread) });
const withTiers: Put = (spreads, tiers) => ({ ...spreads, tiers });

const ofTiers = (deals: RepDeals, found: Found): Differences | null =>
  deals.tiers === undefined ? null : differencesOf(deals, found, withTiers);

/**
 * What the spread comes to, given the outcomes; `none`: how likely it was before any deal that there is none. Few deals are pulled
 * to zero in inverse proportion to the square of the spread, so that it is the squares that are averaged: a fit that is as likely as
 * not is served by half.
 */
function expected(evidence: readonly number[], none: number, dimensions = DIMENSIONS.any): number {
  const top = Math.max(...evidence);
  let [squares, weights] = [0, none * exp(evidence[0]! - top)];
  for (const [index, value] of evidence.entries()) {
    const spread = GRID[index]!;
    const width = ((GRID[index + 1] ?? spread) - (GRID[index - 1] ?? spread)) / 2;
    const density = densityOf(spread, dimensions);
    const weight = (1 - none) * width * density * exp(value - top);
    squares += weight * spread ** 2;
    weights += weight;
  }
  return Math.sqrt(squares / weights);
}

/** How likely a spread is before any deal is seen, but for a factor: most so at the usual one. */
function densityOf(spread: number, dimensions: number): number {
  const ofTwo = (spread / USUAL ** 2) * exp(-((spread / USUAL) ** 2) / 2);
  let density = ofTwo;
  for (let more = 2; more < dimensions; more += 1) density *= ofTwo;
  return density;
}

/** Evidence of each spread of the grid for what `put` replaces. */
function along(deals: RepDeals, sums: Sums, spreads: Spreads, put: Put): number[] {
  const shape = shapeOf(deals);
  return GRID.map((spread) => solve(shape, sums, columnSpreads(deals, put(spreads, spread))).evidence);
}

function differencesOf(deals: RepDeals, { spreads, effects }: Found, put: Put): Differences {
  const evidence = along(deals, sumsAround(deals, effects), spreads, put);
  const top = Math.max(...evidence);
  const excess = evidence.map((value) => 2 * (top - value) - RULED_OUT);
  const best = evidence.indexOf(top);
  return { spread: GRID[best]!, low: crossing(excess, best, -1), high: crossing(excess, best, 1) };
}

/** Where the evidence falls too low, from the best spread on; the end of the grid if nowhere. */
function crossing(excess: readonly number[], best: number, step: 1 | -1): number {
  for (let index = best; index + step in excess; index += step) {
    const [inside, outside] = [excess[index]!, excess[index + step]!];
    if (outside <= 0) continue;
    const share = inside / (inside - outside);
    return GRID[index]! + share * (GRID[index + step]! - GRID[index]!);
  }
  return step === 1 ? GRID.at(-1)! : 0;
}
