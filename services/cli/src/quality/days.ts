import { countLead, DAY, createProfile, dayOf, type DayProfile, type SourceProfile } from '@leadline/domain';
import type { Period } from '../export/period.ts';
import type { SeenLead } from './facts.ts';

/** Days of a source's leads, in order. */
export function daysOf(leads: readonly SeenLead[]): readonly DayProfile[] {
  const days = new Map<number, SourceProfile>();
  for (const { at, seen } of leads) {
    const profile = days.get(dayOf(at)) ?? createProfile();
    days.set(dayOf(at), profile);
    countLead(profile, seen);
  }
  return [...days].map(([day, profile]) => ({ day, profile })).toSorted((a, b) => a.day - b.day);
}

/** Every day of a period that begins and ends with a day, also those without a lead. */
export function wholeDaysOf(leads: readonly SeenLead[], { from, to }: Period): readonly DayProfile[] {
  const days = new Map(daysOf(leads).map(({ day, profile }) => [day, profile]));
  return Array.from({ length: (to - from) / DAY }, (_, index) => {
    const day = from + index * DAY;
    return { day, profile: days.get(day) ?? createProfile() };
  });
}
