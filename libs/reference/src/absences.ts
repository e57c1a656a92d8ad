/** Leave of a rep, by the rep's own clock: dates, or dates with a time of day. */
export interface AbsenceText {
  readonly from: string;
  /** A date is the whole day; a time is exclusive. */
  readonly to: string;
}

/** `2026-12-24`, or `2026-12-24T13:00`. */
export const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/;
/** `2026-12-24`. */
export const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

const DAY = 86_400_000;

/** Epoch ms of a local time as if it were UTC; NaN: there is no such time. */
function localMs(text: string): number {
  const ms = LOCAL_TIME.test(text) ? Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`) : NaN;
  // The runtime takes 30 February for 2 March.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text) ? NaN : ms;
}

/** Whether there is such a local time. */
export const isLocalTime = (text: string): boolean => !Number.isNaN(localMs(text));

/** Spans of local time, epoch ms as if UTC, `to` exclusive: as RepUpserted has them. All times are ones that there are. */
export function spansOf(
  absences: readonly AbsenceText[],
  holidays: readonly string[],
): readonly { readonly from: number; readonly to: number }[] {
  const days = holidays.map((date) => ({ from: date, to: date }));
  return [...absences, ...days].map(({ from, to }) => ({
    from: localMs(from),
    to: localMs(to) + (LOCAL_DATE.test(to) ? DAY : 0),
  }));
}
