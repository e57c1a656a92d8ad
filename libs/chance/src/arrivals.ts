import { DAY, MINUTE } from '@leadline/domain';
import type { Random } from './random.ts';

/** Shares of a week's leads, Monday to Sunday. */
export const WEEKDAY_SHARES = [0.19, 0.175, 0.175, 0.155, 0.14, 0.09, 0.075] as const;
/** Variance over mean of a day's count. */
const DISPERSION = 6;

/** Shares by hour of the local day, 0h to 23h. */
const HOUR_SHARES: Readonly<Record<'office' | 'consumer', readonly number[]>> = {
  office: [
    0.011, 0.006, 0.005, 0.004, 0.004, 0.004, 0.005, 0.007, 0.01, 0.045, 0.123, 0.136, 0.117, 0.075, 0.07,
    0.081, 0.076, 0.067, 0.06, 0.032, 0.025, 0.016, 0.013, 0.012,
  ],
  consumer: [
    0.016, 0.008, 0.004, 0.002, 0.002, 0.003, 0.006, 0.012, 0.025, 0.045, 0.062, 0.068, 0.07, 0.074, 0.079,
    0.07, 0.066, 0.057, 0.062, 0.067, 0.072, 0.065, 0.047, 0.028,
  ],
};

/** Leads of each day, over-dispersed as real ones are: a good day is far better than chance. */
export function dayCounts(random: Random, expectedTotal: number, days: number): number[] {
  return Array.from({ length: days }, (_, day) => {
    const mean = (expectedTotal * WEEKDAY_SHARES[day % 7]!) / (days / 7);
    return random.negativeBinomial(mean, DISPERSION);
  });
}

/**
 * An instant of local day `day` (0 is the first) by the hours of its kind of source, epoch ms.
 * `firstDay`: the first day's midnight as if local time were UTC.
 */
export function arrivalAt(
  random: Random,
  firstDay: number,
  day: number,
  hours: 'office' | 'consumer',
  utcOffset: number,
): number {
  const hour = random.weighted(HOUR_SHARES[hours].map((share, index) => [index, share] as const));
  const withinHour = random.int(0, 3_599_999);
  return firstDay + day * DAY + hour * 60 * MINUTE + withinHour - utcOffset * MINUTE;
}
