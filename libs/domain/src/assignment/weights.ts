import { testOf } from '../policy/condition.ts';
import { perRoster } from './per-roster.ts';
import type { Policy } from './policy.ts';
import type { Weight } from './policy-soft.ts';
import type { Match, Question } from './question.ts';
import type { Roster } from './roster.ts';
import { byRotation } from './rotation.ts';
import type { RoutableLead } from './state.ts';

/** What a turn moves a rep of weight 1 on by; of weight 2, half of it. */
const STRIDE = 1_000_000;

// Members are asked of the rep alone.
const NO_LEAD = null as unknown as RoutableLead;

const weightsFor = perRoster((roster, weights: readonly Weight[]): readonly number[] => {
  const tests = weights.map(({ members }) => testOf(members));
  return roster.reps.map(
    (rep) => weights[tests.findIndex((isMember) => isMember(NO_LEAD, rep))]?.weight ?? 1,
  );
});

/** Weight of a rep of the roster; 1 where the policy says nothing. */
export function weightOf({ weights }: Pick<Policy, 'weights'>, roster: Roster, index: number): number {
  return weights === undefined ? 1 : (weightsFor(roster, weights)[index] ?? 1);
}

/**
 * Weighted round robin as stride scheduling (Waldspurger and Weihl 1995) with start tags (Goyal, Vin and Cheng 1997): each rep
 * has the pass of the latest turn, and the next is due a stride later, but not before the latest pass of any candidate. So a
 * rep who joins, or comes back from whatever kept leads away, goes on from where the others are, and is owed nothing. While the
 * candidates stay the same, turns of any two, each times its stride, differ by no more than the two strides together.
 */
export function withDue(question: Question, matches: readonly Match[]): readonly Match[] {
  const { policy, roster, passes } = question;
  if (passes === undefined) return matches;
  const places = matches.map(({ rep }) => roster.positions.get(rep) ?? -1);
  const latest = places.reduce((most, index) => Math.max(most, passes[index] ?? 0), 0);
  return matches.map((match, position) => {
    const index = places[position] ?? -1;
    const pass = passes[index] ?? null;
    const stride = Math.round(STRIDE / weightOf(policy, roster, index));
    return { ...match, due: pass === null ? latest : Math.max(pass + stride, latest) };
  });
}

/** Whose turn is due first; of equals, by plain rotation. */
export function byDue(a: Match, b: Match): number {
  return (a.due ?? 0) - (b.due ?? 0) || byRotation(a, b);
}
