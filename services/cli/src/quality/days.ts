import {
  contractKey,
  countLead,
  createProfile,
  DAY,
  dayOf,
  type DayProfile,
  type SourceProfile,
} from '@leadline/domain';
import type { Period } from '../export/period.ts';
import type { SeenLead } from './facts.ts';

/** A day of a source. */
export interface SourceDay extends DayProfile {
  readonly tenant: string;
  readonly source: string;
  readonly duplicates: number;
}

/** Days of some leads, in order; where more leads of a day are known from days that were `kept`, that one. */
export function daysOf(leads: readonly SeenLead[], kept: readonly SourceDay[]): readonly SourceDay[] {
  const days = new Map([...Map.groupBy(leads, keyOf)].map(([key, own]) => [key, dayOfLeads(own)]));
  for (const day of kept) {
    const { profile } = days.get(keyOf({ ...day, at: day.day })) ?? { profile: createProfile() };
    if (day.profile.leads > profile.leads) days.set(keyOf({ ...day, at: day.day }), day);
  }
  return [...days.values()].toSorted((a, b) => a.day - b.day);
}

/** Every day of a period that begins and ends with a day, also those without a lead; of one source. */
export function wholeDaysOf(days: readonly SourceDay[], { from, to }: Period): readonly DayProfile[] {
  const known = new Map(days.map(({ day, profile }) => [day, profile]));
  return Array.from({ length: (to - from) / DAY }, (_, index) => {
    const day = from + index * DAY;
    return { day, profile: known.get(day) ?? createProfile() };
  });
}

const keyOf = (one: Pick<SeenLead, 'tenant' | 'source' | 'at'>): string =>
  `${contractKey(one)}\n${dayOf(one.at)}`;

function dayOfLeads(leads: readonly SeenLead[]): SourceDay {
  const profile: SourceProfile = createProfile();
  for (const { seen } of leads) countLead(profile, seen);
  const { tenant, source, at } = leads[0]!;
  return {
    tenant,
    source,
    day: dayOf(at),
    profile,
    duplicates: leads.filter((one) => one.isDuplicate).length,
  };
}
