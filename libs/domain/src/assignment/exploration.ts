import type { FoldContext } from './context.ts';
import { preferredChance } from './preferred.ts';
import type { Draw, Match, Question } from './question.ts';
import type { Lead } from './state.ts';
import { centsOf } from './value.ts';

const MILLION = 1_000_000;
/** A draw is a number below this: 52 bits, which a number holds exactly. */
const DRAWS = 0x10_0000_0000_0000;
const HEX_DIGITS = 13;
/** The best candidates that are drawn among at most. */
const MOST_DRAWN = 5;
/** A lead that has waited for this part of the time to its deadline goes to the best, millionths. */
const LATE = 500_000;
/** Share of leads that are not so dear that they go to the best. */
const CHEAPER = 0.95;
/** Of so many leads the dearest is the twentieth. */
const FEW = 20;
/** A bound below a unit of money is none yet: parts of it would be no whole cents. */
const LEAST = 100;
/** What one lead more moves the bound between them by, as a share of it. */
const STEP = 0.05;

/** By what a salt can be told from another, without telling it. */
const saltName = ({ sha256 }: Pick<FoldContext, 'sha256'>, salt: string): string =>
  sha256(`salt|${salt}`).slice(0, 16);

/** What a lead under a policy draws: the same each time that this attempt is decided, and unknown to who does not know the salt. */
export function drawn(
  ctx: Pick<FoldContext, 'sha256'>,
  salt: string,
  { policyHash, leadId, attempt }: Pick<Question, 'policyHash' | 'leadId' | 'attempt'>,
): Pick<Draw, 'u' | 'salt'> {
  const hash = ctx.sha256([salt, policyHash, leadId, attempt, 'explore'].join('|'));
  return { u: Number.parseInt(hash.slice(0, HEX_DIGITS), 16), salt: saltName(ctx, salt) };
}

/** The part of the time to its deadline that a lead has waited, millionths; 0: it has not. */
export function lateness({ status: { since, deadline } }: Lead, now: number): number {
  if (deadline === null) return 0;
  return Math.round((MILLION * (now - since)) / Math.max(deadline - since, 1));
}

/**
 * The size of a deal, in cents, that one in twenty leads exceeds, after one lead more, the so-manieth: of the first twenty the
 * dearest; then it goes up by much with each dearer lead and down by little with each other one, so that it stays where there are
 * nineteen of these for one of those.
 */
export function topWith(expectedValue: number, before: number, leads: number): number {
  const cents = centsOf(expectedValue);
  if (leads <= FEW || before < LEAST) return Math.max(before, cents);
  const step = STEP * (cents > before ? CHEAPER : CHEAPER - 1);
  return Math.max(before + Math.round(before * step), 1);
}

/** A candidate and the probability with which it is drawn, millionths. */
export interface Drawn {
  readonly match: Match;
  readonly propensity: number;
}

/**
 * Candidates that are drawn among, in the order of their ids: the best of those who stand alike to fairness and are worth not
 * much less. `share` of the probability is spread over all of them evenly, the rest is the first one's. Empty: nothing is drawn.
 */
export function drawnAmong(question: Question, ranked: readonly Match[]): readonly Drawn[] {
  const { draw, lead } = question;
  const { exploration } = question.policy;
  const [first] = ranked;
  if (exploration === undefined || draw === undefined || first === undefined) return [];
  if (draw.late >= LATE || draw.top === null || centsOf(lead.expectedValue) > draw.top) return [];
  const least = first.net - exploration.band * countedWorth(question, first);
  const near = ranked
    .filter((match) => match.net >= least && areEven(question, match, first))
    .slice(0, MOST_DRAWN);
  if (near.length < 2) return [];
  const each = Math.floor(Math.round(MILLION * exploration.share) / near.length);
  return near
    .map((match) => ({
      match,
      propensity: match === first ? MILLION - each * (near.length - 1) : each,
    }))
    .toSorted((a, b) => (a.match.rep < b.match.rep ? -1 : 1));
}

/** Whether fairness sees two candidates alike: of one tier, and as far from their share. */
function areEven({ roster, given }: Question, a: Match, b: Match): boolean {
  const tierOf = ({ rep }: Match) => roster.reps[roster.positions.get(rep) ?? -1]?.tier;
  return a.fairness?.standing === b.fairness?.standing && (given === undefined || tierOf(a) === tierOf(b));
}

/** The limit of the day, where it has been reached; undefined: one more may be explored. */
export function spent({ draw, policy }: Question): number | undefined {
  const { perDay } = policy.exploration ?? {};
  return perDay !== undefined && (draw?.explored ?? 0) >= perDay ? perDay : undefined;
}

/** Which of them `u` draws. */
export function drawnBy(u: number, among: readonly Drawn[]): Drawn | undefined {
  const at = Math.floor((u / DRAWS) * MILLION);
  let sum = 0;
  return among.find(({ propensity }) => at < (sum += propensity));
}

/** What the match counts before its price, as `net` is counted. */
export function countedWorth({ lead, policy }: Question, { chance, preferred = 0 }: Match): number {
  const counted = preferredChance(chance, preferred);
  return policy.objective === 'value' ? counted * centsOf(lead.expectedValue) : counted;
}
