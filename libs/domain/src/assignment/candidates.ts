import { compileRules, NOT_EXCLUDED, type RequireRule } from '../policy/rules.ts';
import { DAY, MINUTE } from '../shared/instant.ts';
import { dutyOf } from './duty.ts';
import { isWorking, workedUntil } from './hours.ts';
import type { Policy } from './policy.ts';
import type { Roster, RosterRep } from './roster.ts';
import type { RoutableLead } from './state.ts';

/** Why a rep is no candidate; a capsule names each by its index, in base 36. 0: a candidate. */
export const EXCLUSIONS = [
  'CANDIDATE',
  'INACTIVE',
  'TERRITORY',
  'SKILL',
  'LANGUAGE',
  'DECLINED',
  'ZONE_UNKNOWN',
  'OUT_OF_HOURS',
  'AT_CAPACITY',
  'DAILY_CAP',
  'RULE',
  'TEAM_HOUR_CAP',
  'TEAM_DAY_CAP',
  'TEAM_WEEK_CAP',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** The number of each. */
export const CODE = Object.fromEntries(EXCLUSIONS.map((name, code) => [name, code])) as Record<
  Exclusion,
  number
>;
const FITS_KEPT = 10_000;

const covers = (own: readonly string[], wanted: string | null): boolean =>
  wanted === null || own.includes(wanted) || own.includes('*');

/** `de` of `de-AT`. */
const primary = (language: string): string => language.split('-', 1)[0]?.toLowerCase() ?? '';

function fitOfRep(rep: RosterRep, lead: RoutableLead): number {
  if (!rep.active) return CODE.INACTIVE;
  if (!covers(rep.territories, lead.country)) return CODE.TERRITORY;
  if (!covers(rep.skills, lead.product)) return CODE.SKILL;
  if (lead.language === null || rep.languages.length === 0) return CODE.CANDIDATE;
  const wanted = primary(lead.language);
  return rep.languages.some((own) => own === '*' || primary(own) === wanted) ? CODE.CANDIDATE : CODE.LANGUAGE;
}

function fitOfKind(roster: Roster, lead: RoutableLead): Uint8Array {
  const kind = JSON.stringify([lead.country, lead.product, lead.language]);
  const known = roster.fits.get(kind);
  if (known !== undefined) return known;
  if (roster.fits.size >= FITS_KEPT) roster.fits.clear();
  const fit = Uint8Array.from(roster.reps, (rep) => fitOfRep(rep, lead));
  roster.fits.set(kind, fit);
  return fit;
}

/** Exclusions that depend on the lead's facts, the roster and the policy's rules alone, per rep in roster order. */
export function fitOf(roster: Roster, lead: RoutableLead, { rules }: Pick<Policy, 'rules'>): Uint8Array {
  const known = roster.fitsOf.get(lead);
  if (known !== undefined && known.rules === rules) return known.fit;
  const kind = fitOfKind(roster, lead);
  const fit = rules === undefined ? kind : withRules(kind, roster, lead, rules);
  roster.fitsOf.set(lead, { rules, fit });
  return fit;
}

function withRules(
  fit: Uint8Array,
  roster: Roster,
  lead: RoutableLead,
  rules: readonly RequireRule[],
): Uint8Array {
  const excludedBy = roster.excludedBy.get(rules) ?? compileRules(rules, roster.reps);
  roster.excludedBy.set(rules, excludedBy);
  const excluded = excludedBy(lead);
  return fit.map((code, index) =>
    code === CODE.CANDIDATE && excluded[index] !== NOT_EXCLUDED ? CODE.RULE : code,
  );
}

/** What of a rep changes from decision to decision. */
export interface Moment {
  readonly at: number;
  readonly policy: Policy;
  /** Minutes east of UTC per zone; null: the zone is unknown. */
  readonly offsets: Readonly<Record<string, number | null>>;
}

/** Whether the rep is at work; in an unknown zone by UTC. */
function atWork(rep: RosterRep, { at, offsets, policy }: Moment): boolean {
  return isWorking(dutyOf(rep, policy), at, offsets[rep.timeZone] ?? 0);
}

/** Whether the rep works at all in the week that begins now; in an unknown zone by UTC. */
function worksSoon(rep: RosterRep, { at, offsets, policy }: Moment): boolean {
  const local = at + (offsets[rep.timeZone] ?? 0) * MINUTE;
  const duty = dutyOf(rep, policy);
  return workedUntil(duty, local + 7 * DAY) > workedUntil(duty, local);
}

/** Exclusion by hours: the same for all whose hours and holidays are the same. */
export function hoursCode(rep: RosterRep, moment: Moment): number {
  const { hours } = moment.policy;
  if (hours === 'ignore') return CODE.CANDIDATE;
  if ((moment.offsets[rep.timeZone] ?? null) === null) return CODE.ZONE_UNKNOWN;
  const comes = hours === 'required' ? atWork(rep, moment) : worksSoon(rep, moment);
  return comes ? CODE.CANDIDATE : CODE.OUT_OF_HOURS;
}

/** Exclusion by capacity or daily cap. */
export function roomCode(rep: RosterRep, open: number, today: number): number {
  if (open >= rep.capacity) return CODE.AT_CAPACITY;
  return today >= rep.dailyCap ? CODE.DAILY_CAP : CODE.CANDIDATE;
}

/** The one code of a rep: what the roster says first, then whether the rep declined, then the moment. */
export function codeOf(fit: number, declined: boolean, available: () => number): number {
  if (fit !== CODE.CANDIDATE) return fit;
  return declined ? CODE.DECLINED : available();
}

/** Whether an owner may take one more lead. */
export function ownerHasRoom(rep: RosterRep, open: number, policy: Policy): boolean {
  return rep.active && open < rep.capacity * policy.owner.overflow;
}

/** Whether an owner's lead has to wait for the owner's shift. */
export function ownerIsAway(rep: RosterRep, moment: Moment): boolean {
  return moment.policy.hours === 'required' && moment.policy.owner.respectHours && !atWork(rep, moment);
}
