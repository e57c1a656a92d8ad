import { testOf } from '../policy/condition.ts';
import { CODE } from './candidates.ts';
import { perRoster } from './per-roster.ts';
import type { Policy } from './policy.ts';
import type { Cap } from './policy-soft.ts';
import type { Roster, RosterRep } from './roster.ts';
import type { RoutableLead } from './state.ts';
import type { Got } from './windows.ts';

// Members are asked of the rep alone.
const NO_LEAD = null as unknown as RoutableLead;
const UNCAPPED: Got = { hour: Infinity, day: Infinity, week: Infinity };

/** What each rep of a roster may get at most: the least of the caps of all teams that the rep is in. */
const capsOf = perRoster((roster, caps: readonly Cap[]): readonly Got[] => {
  const tests = caps.map(({ members }) => testOf(members));
  return roster.reps.map((rep) => {
    const own = caps.filter((_cap, index) => tests[index]?.(NO_LEAD, rep));
    const least = (key: 'perHour' | 'perDay' | 'perWeek'): number =>
      own.reduce((most, cap) => Math.min(most, cap[key] ?? Infinity), Infinity);
    return { hour: least('perHour'), day: least('perDay'), week: least('perWeek') };
  });
});

/** New leads that the policy lets a rep get at most; Infinity: as many as come. */
export function mostOf({ caps }: Pick<Policy, 'caps'>, roster: Roster, rep: RosterRep): Got {
  if (caps === undefined) return UNCAPPED;
  return capsOf(roster, caps)[roster.positions.get(rep.repId) ?? -1] ?? UNCAPPED;
}

/** Exclusion by a cap of the policy; the shortest time that is full. */
export function capCode(most: Got, got: Got): number {
  if (got.hour >= most.hour) return CODE.TEAM_HOUR_CAP;
  if (got.day >= most.day) return CODE.TEAM_DAY_CAP;
  return got.week >= most.week ? CODE.TEAM_WEEK_CAP : CODE.CANDIDATE;
}
