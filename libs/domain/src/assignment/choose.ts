import { codeOf, availability, fitOf, ownerHasRoom, ownerIsAway, type Moment } from './candidates.ts';
import type { Roster } from './roster.ts';
import type { RoutableLead } from './state.ts';
import { loadShare, winChance, worthOf } from './value.ts';

/** All that a decision sees. Columns are in roster order, as they stood just before the lead. */
export interface Question extends Moment {
  readonly leadId: string;
  readonly attempt: number;
  readonly lead: RoutableLead;
  readonly policyHash: string;
  readonly roster: Roster;
  readonly rosterHash: string;
  /** Win logits in millionths; null: the model does not know the rep. */
  readonly logits: readonly (number | null)[];
  readonly open: readonly number[];
  readonly today: readonly number[];
  readonly pointers: readonly number[];
  /** The account's owner, then the rep of the person's earlier lead. */
  readonly owners: readonly Owner[];
  readonly declined: readonly string[];
  /** Rep named by a command; no rule is asked. */
  readonly target: string | null;
}

export interface Owner {
  readonly repId: string;
  readonly why: 'ACCOUNT_OWNER' | 'EARLIER_REP';
}

/** A candidate in full. */
export interface Match {
  readonly rep: string;
  /** P(win) with the load as it is, millionths. */
  readonly chance: number;
  /** Cents of expected value, or millionths of a win. */
  readonly worth: number;
  /** What the rep's time would cost. 0 in this engine. */
  readonly price: number;
  readonly share: number;
  readonly pointer: number;
  /** The model does not know the rep: the lead's own logit stands in. */
  readonly unscored: boolean;
}

export interface Choice {
  readonly rep: string | null;
  readonly path: 'manual' | 'owner' | 'value' | 'round-robin' | 'waiting';
  readonly reason:
    'COMMANDED' | Owner['why'] | 'HIGHEST_VALUE' | 'ROTATION' | 'OWNER_OUT_OF_HOURS' | 'NO_CANDIDATE';
  /** One exclusion code per rep, in roster order. */
  readonly codes: string;
  readonly among: number;
  /** The best eight. */
  readonly best: readonly Match[];
  readonly propensity: number;
}

type Verdict = Pick<Choice, 'rep' | 'path' | 'reason'>;

function codesOf(question: Question): number[] {
  const fit = fitOf(question.roster, question.lead);
  return question.roster.reps.map((rep, index) =>
    codeOf(fit[index] ?? 0, question.declined.includes(rep.repId), () =>
      availability(rep, question.open[index] ?? 0, question.today[index] ?? 0, question),
    ),
  );
}

function matchOf(question: Question, index: number): Match {
  const rep = question.roster.reps[index] as Roster['reps'][number];
  const logit = question.logits[index] ?? null;
  const share = loadShare(question.open[index] ?? 0, rep.capacity);
  const chance = winChance(logit ?? question.lead.leadLogit, share, question.policy);
  return {
    rep: rep.repId,
    chance,
    worth: worthOf(chance, question.lead.expectedValue, question.policy),
    price: 0,
    share,
    pointer: question.pointers[index] ?? 0,
    unscored: logit === null,
  };
}

const byId = (a: Match, b: Match): number => (a.rep < b.rep ? -1 : 1);
const byRotation = (a: Match, b: Match): number => a.pointer - b.pointer || byId(a, b);
const byWorth = (a: Match, b: Match): number =>
  b.worth - b.price - (a.worth - a.price) || a.share - b.share || byRotation(a, b);

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

function verdictOf(question: Question, ranked: readonly Match[]): Verdict {
  if (question.target !== null) return { rep: question.target, path: 'manual', reason: 'COMMANDED' };
  const keeper = keeperOf(question, (index) => question.open[index] ?? 0);
  if (keeper !== null) {
    const rep = question.roster.reps[keeper.index] as Roster['reps'][number];
    if (ownerIsAway(rep, question)) return { rep: null, path: 'waiting', reason: 'OWNER_OUT_OF_HOURS' };
    return { rep: rep.repId, path: 'owner', reason: keeper.owner.why };
  }
  const first = ranked[0];
  if (first === undefined) return { rep: null, path: 'waiting', reason: 'NO_CANDIDATE' };
  if (question.policy.strategy === 'round-robin')
    return { rep: first.rep, path: 'round-robin', reason: 'ROTATION' };
  return { rep: first.rep, path: 'value', reason: 'HIGHEST_VALUE' };
}

/** The decision: the same question always has the same answer. */
export function choose(question: Question): Choice {
  const codes = codesOf(question);
  const matches: Match[] = [];
  for (let index = 0; index < codes.length; index += 1)
    if (codes[index] === 0) matches.push(matchOf(question, index));
  const ranked = matches.toSorted(question.policy.strategy === 'round-robin' ? byRotation : byWorth);
  const verdict = verdictOf(question, ranked);
  return {
    ...verdict,
    codes: codes.join(''),
    among: ranked.length,
    best: ranked.slice(0, 8),
    propensity: verdict.rep === null ? 0 : 1,
  };
}
