import type { Condition } from '../policy/condition.ts';
import type { PreferRule } from '../policy/preferences.ts';

/** New leads for each member of a team at most, in an hour, day and week (from Monday) of the member's own clock. */
export interface Cap {
  readonly team: string;
  /** Whether a rep is in the team; asks the rep alone. */
  readonly members: Condition;
  readonly perHour?: number;
  readonly perDay?: number;
  readonly perWeek?: number;
}

/** Share of each member of a team in the rotation, where 1 is normal. */
export interface Weight {
  readonly team: string;
  /** Whether a rep is in the team; asks the rep alone. */
  readonly members: Condition;
  /** From 0.1 to 100. */
  readonly weight: number;
}

/** Days on which members of a team, or everybody, do not work; looked up before the policy was released, never while deciding. */
export interface Holidays {
  /** Absent: everybody. */
  readonly team?: string;
  /** Whether a rep is in the team; asks the rep alone. */
  readonly members: Condition;
  /** Calendars by whose names days were looked up, for people. */
  readonly calendars: readonly string[];
  /** Local days since 1970-01-01, ascending. */
  readonly days: readonly number[];
}

/** Keeps what reps are given worth having within a band around their fair share, see fairness.ts. */
export interface Fairness {
  /** How far above or below it, as a share of it. */
  readonly band: number;
  /** Working hours over which what was given fades to a third (1/e). */
  readonly workHours: number;
  /** What it may give up for one lead, as a share of the best match's worth. Absent: whatever the band takes. */
  readonly atMost?: number;
  /** What is otherwise for reps of a tier, by its name. Absent: nothing. */
  readonly tiers?: Readonly<Record<string, { readonly band?: number; readonly atMost?: number }>>;
}

/** What holds of fairness where a policy asks for it and says no more. */
const FAIRNESS: Fairness = { band: 0.2, workHours: 160 };

/** Gives some leads to a rep who is nearly as good as the best, so that it is known what would come of that; see exploration.ts. */
export interface Exploration {
  /** Share of such leads. */
  readonly share: number;
  /** How much less worth than the best a rep may be, as a share of that. */
  readonly band: number;
  /** Such leads in a day at most, see exploredToday. Absent: as many as come. */
  readonly perDay?: number;
}

/** What holds of exploration where a policy asks for it and says no more. */
const EXPLORATION: Exploration = { share: 0.05, band: 0.1 };

/** What chooses among candidates beyond their worth. Each is left out where it is not wanted, and then leaves no trace. */
export interface SoftSettings {
  /** What speaks for a rep: a match of which it holds counts more. */
  readonly prefer?: readonly PreferRule[];
  /** Of several caps on a rep the least holds. Owners and commands are not asked, as by the rep's own daily cap. */
  readonly caps?: readonly Cap[];
  /** The first that names a team of the rep holds. */
  readonly weights?: readonly Weight[];
  readonly fairness?: Fairness;
  readonly exploration?: Exploration;
  readonly holidays?: readonly Holidays[];
}

/** A policy without those of these settings that do not act. */
export function withoutIdle<P extends SoftSettings>({
  prefer = [],
  caps = [],
  weights = [],
  exploration,
  holidays = [],
  ...rest
}: P) {
  return {
    ...rest,
    ...(prefer.length > 0 ? { prefer } : {}),
    ...(caps.length > 0 ? { caps } : {}),
    ...(weights.length > 0 ? { weights } : {}),
    ...(exploration !== undefined && exploration.share > 0 && exploration.perDay !== 0
      ? { exploration }
      : {}),
    ...(holidays.length > 0 ? { holidays } : {}),
  };
}

/** What of these settings has parts, with what holds of parts that are left out. */
export function softFilled({ fairness, exploration }: Partial<SoftSettings>): SoftSettings {
  return {
    ...(fairness === undefined ? {} : { fairness: { ...FAIRNESS, ...fairness } }),
    ...(exploration === undefined ? {} : { exploration: { ...EXPLORATION, ...exploration } }),
  };
}
