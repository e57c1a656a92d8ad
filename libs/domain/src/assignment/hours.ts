import { DAY, HOUR, MINUTE } from '../shared/instant.ts';
import { type Away, isAway, withinSpans } from './away.ts';

/** Taken once: where code runs in a sandbox (as in tests), every look at a global costs microseconds. */
const { floor, max, min } = Math;

/** A time zone's offsets from UTC. */
export interface ZoneOffsets {
  /** offsets[i] holds until untils[i], epoch ms, exclusive; the last is Infinity. */
  readonly untils: readonly number[];
  /** Minutes east of UTC. */
  readonly offsets: readonly number[];
}

/** When a rep works: ISO weekdays and minutes of the local day; an end before the start is on the next day. */
export interface WorkTime {
  readonly workDays: readonly number[];
  readonly workStart: number;
  readonly workEnd: number;
  /** When the rep is not at work all the same. Absent: never. */
  readonly away?: Away;
}

const MINUTES_OF_DAY = 1440;
const ALWAYS_UTC: ZoneOffsets = { untils: [Infinity], offsets: [0] };

/** Index of the range of offsets that holds at an instant. */
function rangeAt(zone: ZoneOffsets, at: number): number {
  let low = 0;
  let high = zone.untils.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at < (zone.untils[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Minutes east of UTC at an instant. */
export function offsetAt(zone: ZoneOffsets, at: number): number {
  return zone.offsets[rangeAt(zone, at)] ?? 0;
}

/** Number of the local day, 0 for 1970-01-01. */
export function localDay(at: number, offset: number): number {
  return floor((at + offset * MINUTE) / DAY);
}

/** ISO weekday, 1 Monday to 7 Sunday. Day 0 was a Thursday. */
const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Whether a rep whose zone has this offset at this instant is at work. */
export function isWorking(work: WorkTime, at: number, offset: number): boolean {
  const local = at + offset * MINUTE;
  return isOnShift(work, local) && (work.away === undefined || !isAway(work.away, local));
}

/** By days and hours alone. */
function isOnShift(work: WorkTime, local: number): boolean {
  const day = localDay(local, 0);
  const minute = floor((local - day * DAY) / MINUTE);
  const today = work.workDays.includes(weekday(day));
  if (work.workStart <= work.workEnd) return today && minute >= work.workStart && minute < work.workEnd;
  return (
    (today && minute >= work.workStart) || (work.workDays.includes(weekday(day - 1)) && minute < work.workEnd)
  );
}

/**
 * Working time of a rep since the epoch up to a local time (epoch ms as if UTC), ms: it stands still outside of shifts.
 * A shift during which local clocks change counts by what they show.
 */
export function workedUntil(work: WorkTime, local: number): number {
  const { away } = work;
  if (away === undefined) return onShiftUntil(work, local);
  return onShiftUntil(work, local) - withinSpans(away, local, (until) => onShiftUntil(work, until));
}

/** By days and hours alone. */
function onShiftUntil({ workDays, workStart, workEnd }: WorkTime, local: number): number {
  const length = (workEnd - workStart + (workEnd < workStart ? MINUTES_OF_DAY : 0)) * MINUTE;
  const sinceStart = local - workStart * MINUTE;
  const day = floor(sinceStart / DAY);
  const week = floor((day + 3) / 7);
  const today = weekday(day);
  let days = 0;
  for (let each = 1; each <= 7; each += 1) if (workDays.includes(each)) days += week + (each < today ? 1 : 0);
  const running = workDays.includes(today) ? min(sinceStart - day * DAY, length) : 0;
  return days * length + running;
}

/** Longer waits are not told apart, minutes. */
const FORTNIGHT = 14 * MINUTES_OF_DAY;

/**
 * Whole minutes from a local time (epoch ms as if UTC) until a rep who works for so many more is about to begin the next one: 0
 * more are worked when the shift begins. A change of clocks on the way is passed over.
 */
export function minutesUntilWorked(work: WorkTime, local: number, minutes: number): number {
  const before = workedUntil(work, local) + minutes * MINUTE;
  const begun = (after: number): boolean => workedUntil(work, local + after * MINUTE + 1) > before;
  if (begun(minutes)) return minutes;
  let [low, high] = [minutes, max(minutes, FORTNIGHT)];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (begun(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** First instant at which local clocks show a local time (epoch ms as if UTC), or have just jumped over it. */
function instantOf(zone: ZoneOffsets, local: number): number {
  // No zone is more than 15 hours from UTC.
  for (let range = rangeAt(zone, local - 900 * MINUTE); ; range += 1) {
    const start = zone.untils[range - 1] ?? -Infinity;
    const at = max(local - (zone.offsets[range] ?? 0) * MINUTE, start);
    if (at < (zone.untils[range] ?? Infinity)) return at;
  }
}

/** Next instant later than another at which the rep begins to work: a shift starts, or an absence ends during one. Null: none. */
export function nextShiftStart(work: WorkTime, zone: ZoneOffsets | null, after: number): number | null {
  const offsets = zone ?? ALWAYS_UTC;
  const { away = [] } = work;
  const shift = nextStart(work, offsets, after);
  const returns = away
    .filter(({ to }) => isOnShift(work, to))
    .map(({ to }) => instantOf(offsets, to))
    .find((at) => at > after);
  if (shift === null || returns === undefined) return shift ?? returns ?? null;
  return min(shift, returns);
}

/** Start of the next shift that no absence covers. */
function nextStart(work: WorkTime, offsets: ZoneOffsets, after: number): number | null {
  const { workDays, workStart, away = [] } = work;
  const first = localDay(after, offsetAt(offsets, after));
  const last = max(first, localDay(away.at(-1)?.to ?? 0, 0)) + 8;
  for (let day = first; day <= last; day += 1) {
    const local = day * DAY + workStart * MINUTE;
    if (!workDays.includes(weekday(day)) || isAway(away, local)) continue;
    const start = instantOf(offsets, local);
    if (start > after) return start;
  }
  return null;
}

/** Number of the local hour; where clocks go back, the hour that comes twice counts once. */
export const localHour = (at: number, offset: number): number => floor((at + offset * MINUTE) / HOUR);

/** Number of the local ISO week, which starts on Monday. */
export const localWeek = (at: number, offset: number): number => floor((localDay(at, offset) + 3) / 7);

/** First instant after another at which local clocks have come to a multiple of `length`, shifted by `from`; both ms. */
function nextLocal(zone: ZoneOffsets | null, after: number, length: number, from: number): number {
  const offsets = zone ?? ALWAYS_UTC;
  const next = floor((after + offsetAt(offsets, after) * MINUTE - from) / length) + 1;
  const start = instantOf(offsets, next * length + from);
  return start > after ? start : instantOf(offsets, (next + 1) * length + from);
}

/** Start of the next local hour later than an instant, epoch ms. */
export const nextLocalHour = (zone: ZoneOffsets | null, after: number): number =>
  nextLocal(zone, after, HOUR, 0);

/** Start of the next local day later than an instant, epoch ms. */
export const nextLocalDay = (zone: ZoneOffsets | null, after: number): number =>
  nextLocal(zone, after, DAY, 0);

/** Start of the next local week later than an instant, epoch ms. Day 4, 5 January 1970, was a Monday. */
export const nextLocalWeek = (zone: ZoneOffsets | null, after: number): number =>
  nextLocal(zone, after, 7 * DAY, 4 * DAY);
