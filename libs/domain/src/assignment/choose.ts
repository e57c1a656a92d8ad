import { asciiText } from '../shared/ascii-text.ts';
import { leading } from '../shared/leading.ts';
import { codeOf, EXCLUSIONS, hoursCode, ownerHasRoom, ownerIsAway, roomCode } from './candidates.ts';
import { capCode, mostOf } from './caps.ts';
import { byDuty } from './duty.ts';
import { engine2 } from './engine-2.ts';
import { type Forgone, type Picked, pickByValue, rankByValue } from './pick.ts';
import { withPreferences } from './preferred.ts';
import type { Match, Owner, Question, Weighing } from './question.ts';
import { easedBy, type Eased, easedPath, type EasedPath, fitAfter, overflows } from './relax.ts';
import type { Roster, RosterRep } from './roster.ts';
import { byRotation } from './rotation.ts';
import { transferTo } from './transfer-to.ts';
import { byDue, withDue } from './weights.ts';

/** Of so many of the best a capsule tells; no choice looks further, but where fairness has all in order. */
const LISTED = 8;

export interface Choice {
  readonly rep: string | null;
  readonly path: 'manual' | 'owner' | Picked['path'] | 'round-robin' | EasedPath | 'transfer' | 'waiting';
  readonly reason:
    | 'COMMANDED'
    | Owner['why']
    | Picked['reason']
    | 'ROTATION'
    | 'HANDED_ON'
    | 'OWNER_OUT_OF_HOURS'
    | 'NO_CANDIDATE';
  /** The workspace that gets the lead. Absent: it stays. */
  readonly to?: string;
  /** One exclusion code per rep in base 36, in roster order. */
  readonly codes: string;
  readonly among: number;
  /** The best few, see LISTED. */
  readonly best: readonly Match[];
  readonly propensity: number;
  /** Absent: the best by worth was chosen, or worth was not asked. */
  readonly forgone?: Forgone;
  /** See {@link Picked.propensities}. */
  readonly propensities?: Picked['propensities'];
  /** See {@link Picked.spent}. */
  readonly spent?: number;
  /** Absent: waiting has changed nothing. */
  readonly eased?: Eased;
}

/** Digit of each code, as a character code. */
const DIGITS = EXCLUSIONS.map((_, code) => code.toString(36).charCodeAt(0));

type Verdict = Pick<Choice, 'rep' | 'path' | 'reason'> & Partial<Choice>;

/** Code of each rep, in roster order; 0: a candidate. */
export function codesOf(question: Question): number[] {
  const { roster, lead, policy, waited, declined, open, today } = question;
  const fit = fitAfter(roster, lead, policy, waited);
  const hours = byDuty(roster, question.policy, (rep) => hoursCode(rep, question));
  const availability = (rep: RosterRep, index: number): number =>
    hours(index) || roomCode(rep, open[index] ?? 0, today[index] ?? 0) || capped(question, index);
  return roster.reps.map((rep, index) =>
    codeOf(fit[index] ?? 0, declined.includes(rep.repId), () => availability(rep, index)),
  );
}

function capped({ policy, roster, thisHour, today, thisWeek }: Question, index: number): number {
  if (policy.caps === undefined) return 0;
  const got = { hour: thisHour?.[index] ?? 0, day: today[index] ?? 0, week: thisWeek?.[index] ?? 0 };
  return capCode(mostOf(policy, roster, roster.reps[index] as RosterRep), got);
}

/** The first owner who may take the lead; null: none. */
export function keeperOf(
  question: Pick<Question, 'owners' | 'declined' | 'policy'> & { readonly roster: Roster },
  openOf: (index: number) => number,
): { readonly owner: Owner; readonly index: number } | null {
  for (const owner of question.owners) {
    const index = question.roster.positions.get(owner.repId) ?? -1;
    const rep = question.roster.reps[index];
    if (rep === undefined || question.declined.includes(owner.repId)) continue;
    if (ownerHasRoom(rep, openOf(index), question.policy)) return { owner, index };
  }
  return null;
}

function verdictOf(question: Question, ranked: readonly Match[], weighing: Weighing): Verdict {
  if (question.target !== null) return { rep: question.target, path: 'manual', reason: 'COMMANDED' };
  const to = transferTo(question.policy, question.waited, question.been ?? []);
  const keeper = keeperOf(question, (index) => question.open[index] ?? 0);
  if (keeper !== null) {
    const rep = question.roster.reps[keeper.index] as RosterRep;
    if (!ownerIsAway(rep, question)) return { rep: rep.repId, path: 'owner', reason: keeper.owner.why };
    if (!overflows(question.policy, question.waited) && to === null)
      return { rep: null, path: 'waiting', reason: 'OWNER_OUT_OF_HOURS' };
  }
  const first = ranked[0];
  if (first === undefined && to !== null) return { rep: null, path: 'transfer', reason: 'HANDED_ON', to };
  if (first === undefined) return { rep: null, path: 'waiting', reason: 'NO_CANDIDATE' };
  if (question.policy.strategy === 'round-robin')
    return { rep: first.rep, path: pathTo(question, first.rep) ?? 'round-robin', reason: 'ROTATION' };
  const picked = pickByValue(question, ranked, weighing);
  return picked.path === 'explored'
    ? picked
    : { ...picked, path: pathTo(question, picked.rep) ?? picked.path };
}

/** Candidates of a question with its preferences, the best first: all of them, or at least the first `count`. */
export function rank(
  question: Question,
  matches: readonly Match[],
  weighing: Weighing,
  count: number = matches.length,
): readonly Match[] {
  if (question.policy.strategy === 'value') return rankByValue(question, matches, weighing, count);
  const isWeighted = question.passes !== undefined && question.policy.weights !== undefined;
  return isWeighted ? leading(withDue(question, matches), byDue, count) : leading(matches, byRotation, count);
}

/** The step of waiting that the rep needed; null: none. */
function pathTo({ roster, lead, policy, waited }: Question, repId: string): EasedPath | null {
  if (waited === 0) return null;
  return easedPath(roster, lead, policy, { waited, index: roster.positions.get(repId) ?? -1 });
}

/** The decision: the same question always has the same answer. `weighing`: another engine's, to decide its capsules again. */
export function choose(asked: Question, weighing: Weighing = engine2): Choice {
  const question = withPreferences(asked);
  const codes = codesOf(question);
  const matches: Match[] = [];
  for (let index = 0; index < codes.length; index += 1)
    if (codes[index] === 0) matches.push(weighing.matchOf(question, index));
  const ranked = rank(question, matches, weighing, LISTED);
  const verdict = verdictOf(question, ranked, weighing);
  const eased = question.waited === 0 ? null : easedBy(question.policy, question.waited);
  return {
    propensity: verdict.rep === null ? 0 : 1,
    ...verdict,
    codes: asciiText(codes.map((code) => DIGITS[code] ?? 0)),
    among: matches.length,
    best: ranked.slice(0, LISTED),
    ...(eased === null ? {} : { eased }),
  };
}
