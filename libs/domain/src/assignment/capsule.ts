import { canonicalJson } from '../shared/canonical-json.ts';
import type { Choice, Match, Owner, Question } from './choose.ts';
import { decodeColumn, encodeColumn } from './columns.ts';
import { ENGINE } from './context.ts';
import type { Policy } from './policy.ts';
import { buildRoster, type RosterRep } from './roster.ts';
import type { RoutableLead } from './state.ts';

/** A decision as it is written down. */
export interface Capsule {
  readonly engine: number;
  readonly leadId: string;
  readonly attempt: number;
  readonly at: number;
  /** Facts that are not known are left out. */
  readonly lead: Partial<RoutableLead>;
  /** Content hashes. */
  readonly policy: string;
  readonly roster: string;
  readonly zones: Readonly<Record<string, number | null>>;
  readonly reps: number;
  readonly logit: string;
  readonly open: string;
  readonly today: string;
  readonly pointer: string;
  readonly owners: readonly Owner[];
  readonly declined: readonly string[];
  readonly target: string | null;
  readonly objective: Policy['objective'];
  readonly result: Omit<Choice, 'best'> & { readonly best: readonly MatchRow[] };
}

/** rep, chance, worth, price, load share, pointer, 1 if unscored. */
export type MatchRow = readonly [string, number, number, number, number, number, 0 | 1];

const rowOf = (match: Match): MatchRow => [
  match.rep,
  match.chance,
  match.worth,
  match.price,
  match.share,
  match.pointer,
  match.unscored ? 1 : 0,
];

const known = (lead: RoutableLead): Partial<RoutableLead> =>
  Object.fromEntries(Object.entries(lead).filter(([, value]) => value !== null));

/** Question and answer as canonical JSON. */
export function encodeCapsule(question: Question, choice: Choice): string {
  const capsule: Capsule = {
    engine: ENGINE,
    leadId: question.leadId,
    attempt: question.attempt,
    at: question.at,
    lead: known(question.lead),
    policy: question.policyHash,
    roster: question.rosterHash,
    zones: question.offsets,
    reps: question.roster.reps.length,
    logit: encodeColumn(question.logits),
    open: encodeColumn(question.open),
    today: encodeColumn(question.today),
    pointer: encodeColumn(question.pointers),
    owners: question.owners,
    declined: question.declined,
    target: question.target,
    objective: question.policy.objective,
    result: { ...choice, best: choice.best.map(rowOf) },
  };
  return canonicalJson(capsule);
}

/** The question in a capsule, with the contents that it names. */
export function questionOf(capsule: Capsule, policy: Policy, reps: readonly RosterRep[]): Question {
  const unknown = { country: null, timeZone: null, language: null, product: null, dealType: null };
  const counts = (text: string): number[] => decodeColumn(text, capsule.reps).map((value) => value ?? 0);
  return {
    leadId: capsule.leadId,
    attempt: capsule.attempt,
    at: capsule.at,
    lead: { ...unknown, ...capsule.lead } as RoutableLead,
    policy,
    policyHash: capsule.policy,
    roster: buildRoster(reps),
    rosterHash: capsule.roster,
    offsets: capsule.zones,
    logits: decodeColumn(capsule.logit, capsule.reps),
    open: counts(capsule.open),
    today: counts(capsule.today),
    pointers: counts(capsule.pointer),
    owners: capsule.owners,
    declined: capsule.declined,
    target: capsule.target,
  };
}
