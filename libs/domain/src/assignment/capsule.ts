import { factsAsked } from '../policy/facts.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import type { Choice } from './choose.ts';
import { decodeColumn, encodeColumn } from './columns.ts';
import { ENGINE } from './context.ts';
import type { Policy } from './policy.ts';
import type { Prices } from './prices.ts';
import type { Match, Owner, Question } from './question.ts';
import { buildRoster, type RosterRep } from './roster.ts';
import { decodeSoft, encodeSoft, type SoftColumns } from './soft-facts.ts';
import type { RoutableLead } from './state.ts';
import type { Yardstick } from './usual.ts';
import { type Weighed, weighedOf } from './weighed.ts';

/** A decision as it is written down. */
export interface Capsule extends SoftColumns {
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
  /** From engine 2 on. */
  readonly backlog?: string;
  readonly yardstick?: Yardstick;
  /** Content hash; null: none were released. */
  readonly prices?: string | null;
  readonly owners: readonly Owner[];
  readonly declined: readonly string[];
  /** Absent: 0. */
  readonly waited?: number;
  /** Absent: the policy hands no lead on. */
  readonly been?: readonly string[];
  readonly target: string | null;
  readonly objective: Policy['objective'];
  readonly result: Omit<Choice, 'best'> & { readonly best: readonly MatchRow[] };
}

/**
 * rep, chance, worth, price, load share, pointer, 1 if unscored; from engine 2 on, minutes of work that wait; then what only
 * some policies weigh.
 */
export type MatchRow = readonly [string, number, number, number, number, number, 0 | 1, number?, Weighed?];

const rowOf = (match: Match, engine: number): MatchRow => [
  match.rep,
  match.chance,
  match.worth,
  match.price,
  match.share,
  match.pointer,
  match.unscored ? 1 : 0,
  ...(engine === 1 ? ([] as const) : ([match.backlog, ...weighedOf(match)] as const)),
];

/** Facts that came later than engine 2: under a policy that does not ask for one, a capsule is what it was without it. */
const LATER = ['region', 'account', 'postalArea'] as const;

function known(lead: RoutableLead, { rules, prefer, work }: Policy): Partial<RoutableLead> {
  const asked = [factsAsked(rules), factsAsked(prefer), factsAsked(work?.kinds)];
  const unasked: readonly string[] = LATER.filter((fact) => !asked.some((facts) => facts.has(fact)));
  return Object.fromEntries(
    Object.entries(lead).filter(([fact, value]) => value !== null && !unasked.includes(fact)),
  );
}

/** Question and answer as canonical JSON, in the form of the engine that decided. */
export function encodeCapsule(question: Question, choice: Choice, engine: number = ENGINE): string {
  const capsule: Capsule = {
    engine,
    leadId: question.leadId,
    attempt: question.attempt,
    at: question.at,
    lead: known(question.lead, question.policy),
    policy: question.policyHash,
    roster: question.rosterHash,
    zones: question.offsets,
    reps: question.roster.reps.length,
    logit: encodeColumn(question.logits),
    open: encodeColumn(question.open),
    today: encodeColumn(question.today),
    pointer: encodeColumn(question.pointers),
    ...(engine === 1
      ? {}
      : {
          backlog: encodeColumn(question.backlog),
          yardstick: question.yardstick,
          prices: question.pricesHash,
        }),
    owners: question.owners,
    declined: question.declined,
    ...(question.waited > 0 ? { waited: question.waited } : {}),
    ...(question.been === undefined ? {} : { been: question.been }),
    target: question.target,
    ...encodeSoft(question),
    objective: question.policy.objective,
    result: { ...choice, best: choice.best.map((match) => rowOf(match, engine)) },
  };
  return canonicalJson(capsule);
}

/** What a capsule names by hash. */
export interface Named {
  readonly policy: Policy;
  readonly reps: readonly RosterRep[];
  readonly prices: Prices | null;
}

/** The question in a capsule, with the contents that it names. */
export function questionOf(capsule: Capsule, { policy, reps, prices }: Named): Question {
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
    backlog: capsule.backlog === undefined ? [] : counts(capsule.backlog),
    prices,
    pricesHash: capsule.prices ?? null,
    yardstick: capsule.yardstick ?? { worth: 0, seconds: 0 },
    owners: capsule.owners,
    declined: capsule.declined,
    waited: capsule.waited ?? 0,
    ...(capsule.been === undefined ? {} : { been: capsule.been }),
    target: capsule.target,
    ...decodeSoft(capsule, capsule.reps),
  };
}
