import { DAY, MINUTE } from '@leadline/domain';

/** A shift, Monday to Friday: minutes of the day, the end exclusive. */
interface Shift {
  readonly workStart: number;
  readonly workEnd: number;
}

const FIRST_MONDAY = 4 * DAY;
const WORK_DAYS = 5;

/** Minutes that the shift has been at work from the first Monday of 1970 up to an instant. */
export function workedUntil({ workStart, workEnd }: Shift, at: number): number {
  const day = Math.floor((at - FIRST_MONDAY) / DAY);
  const [week, weekday] = [Math.floor(day / 7), day - Math.floor(day / 7) * 7];
  const length = workEnd - workStart;
  const minute = (at - FIRST_MONDAY - day * DAY) / MINUTE;
  const today = weekday < WORK_DAYS ? Math.min(length, Math.max(0, minute - workStart)) : 0;
  return (week * WORK_DAYS + Math.min(weekday, WORK_DAYS)) * length + today;
}

/** The instant at which the minute of work after `worked` begins. */
export function workResumesAt({ workStart, workEnd }: Shift, worked: number): number {
  const length = workEnd - workStart;
  const shift = Math.floor(worked / length);
  const day = Math.floor(shift / WORK_DAYS) * 7 + (shift % WORK_DAYS);
  return FIRST_MONDAY + day * DAY + (workStart + worked - shift * length) * MINUTE;
}

/** Whether the shift is at work. */
export function isAtWork(shift: Shift, at: number): boolean {
  return workResumesAt(shift, workedUntil(shift, at)) <= at;
}
