import { testOf } from '../policy/condition.ts';
import { DAY } from '../shared/instant.ts';
import { joinedSpans } from './away.ts';
import type { WorkTime } from './hours.ts';
import type { Policy } from './policy.ts';
import { byShift, type Roster, type RosterRep } from './roster.ts';
import type { RoutableLead } from './state.ts';

type Holidays = NonNullable<Policy['holidays']>;

/** Who is a member asks nothing of the lead. */
const NO_LEAD = null as unknown as RoutableLead;
const kept = new WeakMap<Holidays, WeakMap<RosterRep, WorkTime>>();

/** When a rep works under a policy: the rep's own hours and leave, less the holidays that the policy gives the rep's teams. */
export function dutyOf(rep: RosterRep, { holidays }: Pick<Policy, 'holidays'>): WorkTime {
  if (holidays === undefined) return rep;
  const ofPolicy = kept.get(holidays) ?? new WeakMap<RosterRep, WorkTime>();
  kept.set(holidays, ofPolicy);
  const duty = ofPolicy.get(rep) ?? withHolidays(rep, holidays);
  ofPolicy.set(rep, duty);
  return duty;
}

function withHolidays(rep: RosterRep, holidays: Holidays): WorkTime {
  const days = holidays.flatMap((list) => (testOf(list.members)(NO_LEAD, rep) ? list.days : []));
  const spans = days.map((day) => ({ from: day * DAY, to: (day + 1) * DAY }));
  return spans.length === 0 ? rep : { ...rep, away: joinedSpans([...(rep.away ?? []), ...spans]) };
}

const numbered = new WeakMap<Holidays, WeakMap<Roster, readonly number[]>>();

/** Number of each rep's duty: reps with the same one have the same shift, and the same holidays by the policy. */
function dutiesOf(roster: Roster, holidays: Holidays): readonly number[] {
  const ofPolicy = numbered.get(holidays) ?? new WeakMap<Roster, readonly number[]>();
  numbered.set(holidays, ofPolicy);
  const known = ofPolicy.get(roster);
  if (known !== undefined) return known;
  const tests = holidays.map(({ members }) => testOf(members));
  const numbers = new Map<string, number>();
  const duties = roster.reps.map((rep, index) => {
    const name = `${roster.shiftOf[index]} ${tests.map((test) => Number(test(NO_LEAD, rep))).join('')}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  ofPolicy.set(roster, duties);
  return duties;
}

/** What follows from when a rep works, by the rep's place in the roster: worked out once for all who work at the same times. */
export function byDuty<T>(
  roster: Roster,
  { holidays }: Pick<Policy, 'holidays'>,
  of: (rep: RosterRep) => T,
): (index: number) => T {
  if (holidays === undefined) return byShift(roster, of);
  return byShift({ reps: roster.reps, shiftOf: dutiesOf(roster, holidays) }, of);
}

/** Calendars that make a local day (since 1970-01-01) a holiday of the rep; a date of no calendar: `a date of the policy`. */
export function holidayOf(rep: RosterRep, day: number, { holidays = [] }: Partial<Policy>): string | null {
  const found = holidays.filter(({ days, members }) => days.includes(day) && testOf(members)(NO_LEAD, rep));
  if (found.length === 0) return null;
  return [...new Set(found.flatMap(({ calendars }) => calendars))].join(', ') || 'a date of the policy';
}
