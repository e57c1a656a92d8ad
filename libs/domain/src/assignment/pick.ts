import { leading } from '../shared/leading.ts';
import { type Drawn, drawnAmong, drawnBy, spent } from './exploration.ts';
import { forgone, rankFairly } from './fairness.ts';
import type { Match, Question, Weighing } from './question.ts';

const MILLION = 1_000_000;

/** Who would have been chosen by worth alone, and how much more that match counts: cents, or millionths of a win. */
export interface Forgone {
  readonly rep: string;
  readonly worth: number;
}

/** A candidate that was chosen by worth. */
export interface Picked {
  readonly rep: string;
  readonly path: 'value' | 'explored';
  readonly reason: 'HIGHEST_VALUE' | 'FAIR_SHARE' | 'EXPLORED';
  readonly forgone?: Forgone;
  /** Absent: nothing was drawn. */
  readonly propensity?: number;
  /** The limit of the day by which nothing was drawn of near ties. Absent: it was not the limit. */
  readonly spent?: number;
  /** Of each candidate that was drawn among, by id. */
  readonly propensities?: readonly (readonly [rep: string, propensity: number])[];
}

/**
 * Candidates in the order of their worth, of a tier those last who have had too much of it; where that is not asked, the first
 * `count`.
 */
export function rankByValue(
  question: Question,
  matches: readonly Match[],
  weighing: Weighing,
  count: number,
): readonly Match[] {
  if (question.given === undefined || question.policy.fairness === undefined)
    return leading(matches, weighing.byValue, count);
  return rankFairly(question, matches, weighing);
}

/** The first of those that rankByValue has ranked, one at least, or who is drawn instead, and what is given up for it. */
export function pickByValue(question: Question, ranked: readonly Match[], { byValue }: Weighing): Picked {
  const first = ranked[0] as Match;
  const best = question.given === undefined ? first : (ranked.toSorted(byValue)[0] as Match);
  const near = drawnAmong(question, ranked);
  const limit = near.length > 0 ? spent(question) : undefined;
  const among = limit === undefined ? near : [];
  const drawn = drawnBy(question.draw?.u ?? 0, among);
  const { rep } = drawn?.match ?? first;
  const worth = forgone(best, drawn?.match ?? first, question.policy.objective);
  return {
    rep,
    ...(rep === first.rep
      ? { path: 'value', reason: rep === best.rep ? 'HIGHEST_VALUE' : 'FAIR_SHARE' }
      : { path: 'explored', reason: 'EXPLORED' }),
    ...(rep === best.rep ? {} : { forgone: { rep: best.rep, worth } }),
    ...(limit === undefined ? {} : { spent: limit }),
    ...(drawn === undefined
      ? {}
      : { propensity: drawn.propensity / MILLION, propensities: among.map(rowOf) }),
  };
}

const rowOf = ({ match, propensity }: Drawn): readonly [string, number] => [match.rep, propensity / MILLION];
