import { z } from 'zod';

/** `2026-12-24`, or `2026-12-24T13:00`. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/;
/** `2026-12-24`. */
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

const DAY = 86_400_000;

/** Epoch ms of a local time as if it were UTC; NaN: there is no such time. */
function localMs(text: string): number {
  const ms = LOCAL_TIME.test(text) ? Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`) : NaN;
  // The runtime takes 30 February for 2 March.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text) ? NaN : ms;
}

/** Whether there is such a local time. */
export const isLocalTime = (text: string): boolean => !Number.isNaN(localMs(text));

const localTime = (pattern: RegExp, meaning: string) =>
  z.string().regex(pattern, meaning).refine(isLocalTime, meaning);
const dateOrTime = localTime(LOCAL_TIME, 'must be a date or a local time, such as 2026-12-24T13:00');
const absence = z
  .strictObject({
    from: dateOrTime.describe('First day, or local time from which.'),
    to: dateOrTime.describe('Last day, or local time up to which.'),
  })
  .refine(({ from, to }) => spansOf([{ from, to }], []).every((span) => span.from < span.to), {
    message: 'must end after it begins',
    path: ['to'],
  });

/** Leave of a rep, as people write it. */
export const absences = z
  .array(absence)
  .max(500)
  .default([])
  .describe('Leave, by the clock of the rep. Without it: none.');
/** Whether there is such a date. */
export const isLocalDate = (text: string): boolean => LOCAL_DATE.test(text) && isLocalTime(text);

/** Days since 1970-01-01 of a date that there is. */
export const localDate = (text: string): number => localMs(text) / DAY;

/**
 * Spans of local time, epoch ms as if UTC, `to` exclusive: as RepUpserted has them. All times are ones that there are; `days` are
 * whole days since 1970-01-01.
 */
export function spansOf(
  leave: readonly { readonly from: string; readonly to: string }[],
  days: readonly number[],
): readonly { readonly from: number; readonly to: number }[] {
  const whole = days.map((day) => ({ from: day * DAY, to: (day + 1) * DAY }));
  const spans = leave.map(({ from, to }) => ({
    from: localMs(from),
    to: localMs(to) + (LOCAL_DATE.test(to) ? DAY : 0),
  }));
  return [...spans, ...whole];
}
