import type { Policy } from './policy.ts';
import type { Match, Question, Weighing } from './question.ts';
import { weightOf } from './weights.ts';

const MILLION = 1_000_000;

/** To the band: 0 below, 1 inside, 2 above. Who is below comes first, who is above last. */
type Standing = NonNullable<Match['fairness']>['standing'];

/** A rep's part in what is given: capacity, by the weight that the policy gives, in thousandths. */
export function partOf({ policy, roster }: Pick<Question, 'policy' | 'roster'>, index: number): number {
  return (roster.reps[index]?.capacity ?? 0) * Math.round(1000 * weightOf(policy, roster, index));
}

/**
 * Candidates with what they were given, as a share of what would be fair: what all candidates of this lead were given together,
 * by the part of each. A usual lead more or less than the band is no matter: nobody can be given a part of a lead.
 */
export function withShares(question: Question, matches: readonly Match[]): readonly Match[] {
  const { policy, roster, given, yardstick } = question;
  if (given === undefined || policy.fairness === undefined) return matches;
  const { band } = policy.fairness;
  const rows = matches.map((match) => {
    const index = roster.positions.get(match.rep) ?? -1;
    return { match, amount: given[index] ?? 0, part: partOf(question, index) };
  });
  const all = rows.reduce((sum, { amount }) => sum + amount, 0);
  const parts = rows.reduce((sum, { part }) => sum + part, 0);
  return rows.map(({ match, amount, part }) => {
    const fair = (all * part) / parts;
    const standing: Standing =
      amount < fair * (1 - band) - yardstick.worth ? 0 : amount > fair * (1 + band) + yardstick.worth ? 2 : 1;
    return {
      ...match,
      fairness: { standing, share: fair === 0 ? MILLION : Math.round((MILLION * amount) / fair) },
    };
  });
}

/** The order in which fairness takes candidates; of those who stand alike the best comes first. */
export function byFairness({ byValue }: Weighing): Weighing['byValue'] {
  return (a, b) => (a.fairness?.standing ?? 1) - (b.fairness?.standing ?? 1) || byValue(a, b);
}

/** By how much one match counts more than another, in cents or millionths of a win. */
export function forgone(better: Match, worse: Match, objective: Policy['objective']): number {
  const net = better.net - worse.net;
  return objective === 'value' ? Math.round(net / MILLION) : net;
}
