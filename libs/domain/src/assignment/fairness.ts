import { countedWorth } from './exploration.ts';
import type { Fairness } from './policy-soft.ts';
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

/** How far fairness lets a tier be from its shares, and what it may give up there. */
function slackOf({ policy: { fairness } }: Question, tier: string): Pick<Fairness, 'band' | 'atMost'> {
  const { band = 0, atMost, tiers = {} } = fairness ?? {};
  const own = Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
  const most = own?.atMost ?? atMost;
  return { band: own?.band ?? band, ...(most === undefined ? {} : { atMost: most }) };
}

interface Row {
  readonly match: Match;
  readonly tier: string;
  readonly amount: number;
  readonly part: number;
}

/**
 * Candidates with what they were given, as a share of what would be fair: what all candidates of their tier were given together,
 * by the part of each. Reps of different tiers get leads of different size: a share of both together would be fair to neither. A
 * usual lead more or less than the band is no matter: nobody can be given a part of a lead.
 */
function withShares(question: Question, rows: readonly Row[]): readonly Match[] {
  const { yardstick } = question;
  const sums = new Map<string, { readonly all: number; readonly parts: number }>();
  for (const { tier, amount, part } of rows) {
    const { all, parts } = sums.get(tier) ?? { all: 0, parts: 0 };
    sums.set(tier, { all: all + amount, parts: parts + part });
  }
  return rows.map(({ match, tier, amount, part }) => {
    const { all, parts } = sums.get(tier) ?? { all: 0, parts: 1 };
    const fair = (all * part) / parts;
    const { band } = slackOf(question, tier);
    const standing: Standing =
      amount < fair * (1 - band) - yardstick.worth ? 0 : amount > fair * (1 + band) + yardstick.worth ? 2 : 1;
    return {
      ...match,
      fairness: { standing, share: fair === 0 ? MILLION : Math.round((MILLION * amount) / fair) },
    };
  });
}

/**
 * Candidates, the first to be chosen first: the tier of the best by worth, in the order of fairness; then the others, by worth. So
 * fairness decides between reps who compete for the same leads, and never takes a lead to another tier; nor to a match that is
 * worth too much less than the best.
 */
export function rankFairly(
  question: Question,
  matches: readonly Match[],
  weighing: Weighing,
): readonly Match[] {
  const rows = matches.map((match) => {
    const index = question.roster.positions.get(match.rep) ?? -1;
    const tier = question.roster.reps[index]?.tier ?? '';
    return { match, tier, amount: question.given?.[index] ?? 0, part: partOf(question, index) };
  });
  const shared = withShares(question, rows);
  const tierOf = new Map(rows.map(({ match, tier }) => [match.rep, tier]));
  const byWorth = shared.toSorted(weighing.byValue);
  const [best] = byWorth;
  if (best === undefined) return byWorth;
  const least = leastNet(question, best, tierOf.get(best.rep) ?? '');
  const isPeer = ({ rep, net }: Match): boolean => tierOf.get(rep) === tierOf.get(best.rep) && net >= least;
  return [
    ...byWorth.filter(isPeer).toSorted(byFairness(weighing)),
    ...byWorth.filter((match) => !isPeer(match)),
  ];
}

/** The least that a match must count for fairness to choose it instead of the best. */
function leastNet(question: Question, best: Match, tier: string): number {
  const { atMost } = slackOf(question, tier);
  return atMost === undefined ? -Infinity : best.net - atMost * countedWorth(question, best);
}

/** The order in which fairness takes candidates; of those who stand alike the best comes first. */
function byFairness({ byValue }: Weighing): Weighing['byValue'] {
  return (a, b) => (a.fairness?.standing ?? 1) - (b.fairness?.standing ?? 1) || byValue(a, b);
}

/** By how much one match counts more than another, in cents or millionths of a win. */
export function forgone(better: Match, worse: Match, objective: Policy['objective']): number {
  const net = better.net - worse.net;
  return objective === 'value' ? Math.round(net / MILLION) : net;
}
