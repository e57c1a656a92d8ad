import type { Moment } from './candidates.ts';
import { localDay, localHour, localWeek, offsetAt, type ZoneOffsets } from './hours.ts';
import type { Load } from './state.ts';

/** New leads that a rep got in the current hour, day and week of the rep's own clock. */
export interface Got {
  readonly hour: number;
  readonly day: number;
  readonly week: number;
}

type Windows = Pick<Load, 'hour' | 'inHour' | 'day' | 'today' | 'week' | 'inWeek'>;

/** In an unknown zone by UTC. */
const offsetOf = (timeZone: string, { offsets }: Moment): number => offsets[timeZone] ?? 0;

/** Numbers of the hour, day and week that it now is in a time zone. */
export function windowsNow(timeZone: string, moment: Moment): Got {
  const offset = offsetOf(timeZone, moment);
  return {
    hour: localHour(moment.at, offset),
    day: localDay(moment.at, offset),
    week: localWeek(moment.at, offset),
  };
}

/** What counts now of what a rep got; a window that is past counts nothing. */
export function gotIn(load: Windows, { hour, day, week }: Got): Got {
  return {
    hour: load.hour === hour ? (load.inHour ?? 0) : 0,
    day: load.day === day ? load.today : 0,
    week: load.week === week ? (load.inWeek ?? 0) : 0,
  };
}

/** The same, in the windows of a time zone. */
export const gotNow = (load: Windows, timeZone: string, moment: Moment): Got =>
  gotIn(load, windowsNow(timeZone, moment));

/** The windows with one lead more. */
export function withOneMore(load: Windows, timeZone: string, moment: Moment): Required<Windows> {
  const { hour, day, week } = windowsNow(timeZone, moment);
  const got = gotIn(load, { hour, day, week });
  return { hour, inHour: got.hour + 1, day, today: got.day + 1, week, inWeek: got.week + 1 };
}

/** Leads that exploration gave the rep today, by the rep's own clock. */
export function exploredToday({ explored }: Load, timeZone: string, moment: Moment): number {
  const today = localDay(moment.at, offsetOf(timeZone, moment));
  return explored?.day === today ? explored.leads : 0;
}

/** The same with one lead more. */
export function withOneExplored(load: Load, timeZone: string, moment: Moment): Pick<Load, 'explored'> {
  const day = localDay(moment.at, offsetOf(timeZone, moment));
  return { explored: { day, leads: exploredToday(load, timeZone, moment) + 1 } };
}

const less = (count: number): number => Math.max(0, count - 1);

/**
 * The windows without a lead that came at `since`, as far as it still counts in them. By the clock of that time: clocks may have
 * been changed since. An unknown zone (null) is by UTC.
 */
export function withoutOne(load: Windows, zone: ZoneOffsets | null, since: number): Partial<Windows> {
  const offset = zone === null ? 0 : offsetAt(zone, since);
  return {
    ...(load.hour === localHour(since, offset) ? { inHour: less(load.inHour ?? 0) } : {}),
    ...(load.day === localDay(since, offset) ? { today: less(load.today) } : {}),
    ...(load.week === localWeek(since, offset) ? { inWeek: less(load.inWeek ?? 0) } : {}),
  };
}
