import { z } from 'zod';
import { isLocalDate, localDate } from '../absences.ts';
import { calendarDays, isCalendar } from './calendars.ts';

const PROBLEM =
  'must be a date, such as 2026-12-24, or a calendar of public holidays: a country (AT) or a part of one (DE-BY)';

/** Holidays as people write them: dates, and names of calendars; one alone needs no list. */
export const holidays = z
  .union([z.string(), z.array(z.string()).max(500)], PROBLEM)
  .check(({ value, issues }) => {
    for (const [index, text] of [value].flat().entries())
      if (!isLocalDate(text) && !isCalendar(text))
        issues.push({
          code: 'custom',
          input: text,
          path: typeof value === 'string' ? [] : [index],
          message: PROBLEM,
        });
  })
  .default([])
  .describe('Local dates on which nobody works, and calendars of public holidays by name: DE-BY, AT.');

/** What is written of holidays, as they are obeyed. */
export interface HolidayList {
  /** Names that were looked up, ascending. */
  readonly calendars: readonly string[];
  /** Days since 1970-01-01, ascending: those of the calendars and those given by date. */
  readonly days: readonly number[];
}

/** Looks names up; the dates that come of it are what is recorded, so that another version of the calendars changes nothing. */
export function holidayList(said: string | readonly string[], from?: number, to?: number): HolidayList {
  const texts = [...new Set([said].flat() as readonly string[])];
  const calendars = texts.filter(isCalendar).toSorted();
  const dates = texts.filter((text) => !isCalendar(text)).map(localDate);
  const days = new Set([...calendars.flatMap((name) => calendarDays(name, from, to)), ...dates]);
  return { calendars, days: [...days].toSorted((a, b) => a - b) };
}
