import type { Cell } from '../../report/view/format.ts';
import type { Mark } from '../../report/view/charts/rows.ts';

/** A value with its 95 % interval; an end that is no number is not known. */
export interface Interval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A number with so many decimals, and a minus sign that is one. */
export const decimal = (value: number, digits: number): string =>
  value
    .toFixed(digits)
    .replace(/^-(?=0\.?0*$)/, '')
    .replace('-', '−');

const endOf = (value: number | null, digits: number): string =>
  value === null || !Number.isFinite(value) ? 'no end' : decimal(value, digits);

/** `0.0123` beside `0.0101 to 0.0145`. */
export const intervalCell = ({ value, low, high }: Interval, digits: number): Cell => ({
  text: decimal(value, digits),
  aside: `${endOf(low, digits)} to ${endOf(high, digits)}`,
});

/** The same as a mark of a chart. */
export function intervalMark(interval: Interval, digits: number): Mark {
  const { value, low, high } = interval;
  const known = low !== null && high !== null && Number.isFinite(low) && Number.isFinite(high);
  return { value, ...(known ? { low, high } : {}), cell: intervalCell(interval, digits) };
}
