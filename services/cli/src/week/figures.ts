import { ALWAYS, giniOf, MINUTE, repsFor, type RosterRep } from '@leadline/domain';
import type { PolicyDocument } from '@leadline/policy';
import { spreadOf } from '../report/figures/statistics.ts';
import { workedBy } from './desk.ts';
import type { Given, PlayedWeek } from './play.ts';

/** Leads of a kind, or those that a rep or a team got. */
export interface GroupFigures {
  readonly name: string;
  readonly leads: number;
  /** Of all that were given; of a kind: of all that came. */
  readonly share: number;
  /** Hours of work. */
  readonly hours: number;
  /** Mean P(win), and the sum of P(win) x value; null and 0 of no leads. */
  readonly chance: number | null;
  readonly value: number;
  /** Minutes to the first answer. */
  readonly p50: number | null;
  readonly p95: number | null;
}

export interface RepFigures extends GroupFigures {
  readonly tier: string;
  /** Share of the rotation, by the weights of the policy, as if everybody could take every lead. */
  readonly due: number;
  /** Hours of work by the working hours of the week. */
  readonly utilisation: number;
  /** Decisions in which the rep was left out for having all that one may have. */
  readonly atCapacity: number;
  readonly atDailyCap: number;
}

export interface KindFigures extends GroupFigures {
  readonly waiting: number;
  readonly escalated: number;
  readonly late: number;
  /** Leads by tier of the rep. */
  readonly tiers: Readonly<Record<string, number>>;
}

/** What an owner of the policy would look at. */
export interface WeekFigures {
  readonly total: number;
  readonly assigned: number;
  readonly waiting: number;
  readonly escalated: number;
  /** Gone to another workspace. */
  readonly handedOn: number;
  /** Of the assigned ones, those that had waited beyond their deadline. */
  readonly late: number;
  /** Leads by path of the decision. */
  readonly paths: Readonly<Record<string, number>>;
  readonly all: GroupFigures;
  /** Of the reps' utilisation. */
  readonly gini: number;
  readonly tiers: readonly GroupFigures[];
  readonly zones: readonly GroupFigures[];
  readonly reps: readonly RepFigures[];
  readonly kinds: readonly KindFigures[];
}

/** Makes figures of a week that was played under the policy. */
export function figuresOf({ data, names }: PolicyDocument, week: PlayedWeek): WeekFigures {
  const { roster, given, leads } = week;
  const repOf = new Map(roster.reps.map((rep) => [rep.repId, rep]));
  const by = (key: (rep: RosterRep) => string): readonly GroupFigures[] =>
    [...Map.groupBy(roster.reps, key)].map(([name, members]) => {
      const ids = new Set(members.map(({ repId }) => repId));
      return groupOf(name, given.filter(({ repId }) => ids.has(repId)), given.length); // prettier-ignore
    });
  const weights = weightsOf(data.weights, names.team, roster.reps);
  const reps = roster.reps.map((rep, index) => repFigures(rep, week, weights[index]!));
  const kinds = [...new Set(leads.map(({ kind }) => kind.name))].toSorted();
  return {
    total: leads.length,
    assigned: given.length,
    waiting: week.waiting.length,
    escalated: week.escalated.length,
    handedOn: week.handedOn.length,
    late: lateOf(given),
    paths: countsOf(given.map(({ path }) => path)),
    all: groupOf('all', given, leads.length),
    gini: giniOf(reps.map(({ utilisation }) => utilisation)),
    tiers: by(({ tier }) => tier),
    zones: by(({ timeZone }) => timeZone),
    reps,
    kinds: kinds.map((name) => kindFigures(name, week, (repId) => repOf.get(repId)!.tier)),
  };
}

function groupOf(name: string, given: readonly Given[], of: number): GroupFigures {
  const sum = (figure: (one: Given) => number): number => given.reduce((all, one) => all + figure(one), 0);
  const { p50, p95 } = spreadOf(given.map(({ waitMinutes }) => waitMinutes));
  return {
    name,
    leads: given.length,
    share: of === 0 ? 0 : given.length / of,
    hours: sum(({ lead }) => lead.minutes) / 60,
    chance: given.length === 0 ? null : sum(({ chance }) => chance) / given.length,
    value: sum(({ chance, lead }) => chance * lead.value),
    p50,
    p95,
  };
}

function repFigures(rep: RosterRep, { given, full, from, until }: PlayedWeek, due: number): RepFigures {
  const own = groupOf(rep.repId, given.filter(({ repId }) => repId === rep.repId), given.length); // prettier-ignore
  const hours = (workedBy(rep, until) - workedBy(rep, from)) / (60 * MINUTE);
  const { capacity, dailyCap } = full.get(rep.repId)!;
  return {
    ...own,
    tier: rep.tier,
    due,
    utilisation: hours === 0 ? 0 : own.hours / hours,
    atCapacity: capacity,
    atDailyCap: dailyCap,
  };
}

function kindFigures(name: string, week: PlayedWeek, tierOf: (repId: string) => string): KindFigures {
  const came = week.leads.filter(({ kind }) => kind.name === name);
  const ids = new Set(came.map(({ leadId }) => leadId));
  const given = week.given.filter(({ lead }) => ids.has(lead.leadId));
  return {
    ...groupOf(name, given, week.leads.length),
    leads: came.length,
    share: came.length / week.leads.length,
    waiting: week.waiting.filter((leadId) => ids.has(leadId)).length,
    escalated: week.escalated.filter((leadId) => ids.has(leadId)).length,
    late: lateOf(given),
    tiers: countsOf(given.map(({ repId }) => tierOf(repId))),
  };
}

const lateOf = (given: readonly Given[]): number => given.filter(({ isLate }) => isLate).length;

const countsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));

/** Each rep's share of the rotation; a rep whom no weight names has 1. */
function weightsOf(
  weights: PolicyDocument['data']['weights'],
  teams: PolicyDocument['names']['team'],
  reps: readonly RosterRep[],
): readonly number[] {
  const own = reps.map((rep) => {
    const named = weights.find(({ team }) => repsFor(teams.get(team) ?? ALWAYS, [rep])?.length === 1);
    return rep.active ? (named?.weight ?? 1) : 0;
  });
  const all = own.reduce((sum, weight) => sum + weight, 0);
  return own.map((weight) => weight / (all === 0 ? 1 : all));
}
