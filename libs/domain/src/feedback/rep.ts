import type { RepUpserted } from '../assignment/events.ts';

/** What profiles of reps promise. */
export interface RepContract {
  /** Tiers that there are; null: any. */
  readonly tiers: readonly string[] | null;
  /** Products and deal types that there are; null: any. */
  readonly skills: readonly string[] | null;
  /** Open leads of an active rep, at least and at most. */
  readonly minCapacity: number;
  readonly maxCapacity: number | null;
}

/** What holds where nobody has written another. */
export const REP_CONTRACT: RepContract = { tiers: null, skills: null, minCapacity: 1, maxCapacity: null };

/** How a rep's profile can break its contract. */
export type RepFault =
  /** Nowhere, at nothing, or never: the rep will get no lead. */
  | 'TERRITORIES_MISSING'
  | 'SKILLS_MISSING'
  | 'HOURS_MISSING'
  | 'TERRITORY_UNKNOWN'
  | 'SKILL_UNKNOWN'
  | 'TIER_UNKNOWN'
  | 'ZONE_UNKNOWN'
  | 'CAPACITY_OUT_OF_RANGE'
  | 'DAILY_CAP_ZERO'
  /** No e-mail address: the rep hears of no lead. */
  | 'ADDRESS_MISSING';

/** What is judged: a rep as routing sees one, and whether an address is known. */
export interface JudgedRep extends Pick<
  RepUpserted,
  | 'active'
  | 'territories'
  | 'skills'
  | 'tier'
  | 'timeZone'
  | 'workDays'
  | 'workStart'
  | 'workEnd'
  | 'capacity'
  | 'dailyCap'
> {
  readonly hasAddress: boolean;
}

/** What reference data says. */
export interface RepLookups {
  readonly isCountry: (code: string) => boolean;
  readonly isZone: (name: string) => boolean;
}

const ANY = '*';

/** All ways in which an active rep's profile breaks the contract, in a fixed order. One who is not active breaks nothing. */
export function repFaults(
  rep: JudgedRep,
  { isCountry, isZone }: RepLookups,
  { tiers, skills, minCapacity, maxCapacity }: RepContract = REP_CONTRACT,
): readonly RepFault[] {
  if (!rep.active) return [];
  const isSkill = (skill: string): boolean => skill === ANY || skills === null || skills.includes(skill);
  const checks: readonly (readonly [RepFault, boolean])[] = [
    ['TERRITORIES_MISSING', rep.territories.length === 0],
    ['SKILLS_MISSING', rep.skills.length === 0],
    ['HOURS_MISSING', rep.workDays.length === 0 || rep.workEnd <= rep.workStart],
    ['TERRITORY_UNKNOWN', !rep.territories.every((code) => code === ANY || isCountry(code))],
    ['SKILL_UNKNOWN', !rep.skills.every(isSkill)],
    ['TIER_UNKNOWN', tiers !== null && !tiers.includes(rep.tier)],
    ['ZONE_UNKNOWN', !isZone(rep.timeZone)],
    ['CAPACITY_OUT_OF_RANGE', rep.capacity < minCapacity || rep.capacity > (maxCapacity ?? Infinity)],
    ['DAILY_CAP_ZERO', rep.dailyCap < 1],
    ['ADDRESS_MISSING', !rep.hasAddress],
  ];
  return checks.filter(([, holds]) => holds).map(([fault]) => fault);
}
