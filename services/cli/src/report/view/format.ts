import type { Rate, Total } from '../figures/statistics.ts';

/** A cell: what counts, and beside it what it rests on, such as the interval of a rate. */
export interface Cell {
  readonly text: string;
  readonly aside?: string;
}

/** What stands where there is nothing to say. */
export const NONE = '–';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const count = (value: number): string => WHOLE.format(value);
/** `1 lead`, `2 leads`. */
export const many = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
const percentOf = (share: number): string => TENTH.format(100 * share);
export const percent = (share: number | null): string => (share === null ? NONE : `${percentOf(share)} %`);

/** `12.3 %` beside `10.1–14.9`, its 95 % interval. */
export function rateCell({ rate, low, high }: Rate): Cell {
  if (rate === null || low === null || high === null) return { text: NONE };
  return { text: percent(rate), aside: `${percentOf(low)}–${percentOf(high)}` };
}

/** The mean beside its 95 % interval, if there is one. */
export function meanCell({ mean, low, high }: Total): Cell {
  if (mean === null) return { text: NONE };
  return low === null || high === null
    ? { text: count(mean) }
    : { text: count(mean), aside: `${count(low)}–${count(high)}` };
}

const UNITS = [
  { name: 'd', ms: 86_400_000, from: 2 * 86_400_000 },
  { name: 'h', ms: 3_600_000, from: 3_600_000 },
  { name: 'min', ms: 60_000, from: 60_000 },
  { name: 's', ms: 1000, from: 1000 },
] as const;

/** `at once`, `350 ms`, `4.2 s`, `12.0 min`, `5.3 h`, `3.1 d`. */
export function duration(ms: number | null): string {
  if (ms === null) return NONE;
  if (ms === 0) return 'at once';
  const unit = UNITS.find(({ from }) => ms >= from);
  return unit === undefined ? `${WHOLE.format(ms)} ms` : `${TENTH.format(ms / unit.ms)} ${unit.name}`;
}

/** A round time without its fraction: `5 min`, `1 d`. */
export function roundDuration(ms: number): string {
  const unit = UNITS.find((one) => ms >= one.ms && ms % one.ms === 0);
  return unit === undefined ? `${ms} ms` : `${ms / unit.ms} ${unit.name}`;
}

/** A code as words: `no candidate` for NO_CANDIDATE. */
export const words = (code: string | null, none: string): string =>
  code === null ? none : code.toLowerCase().replaceAll('_', ' ');

export const sourceText = (source: string | null): string => source ?? '(not known)';
export const pathText = (path: string | null): string => words(path, '(none)');

/** `2026-11-23 10:05 UTC`; whole days without the time. */
export function instant(ms: number): string {
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  return time === '00:00:00.000Z' ? day : `${day} ${time.slice(0, 5)} UTC`;
}

/** The period in words; `to` is the first instant after it. */
export function periodText(from: number | null, to: number | null): string {
  if (from === null && to === null) return 'all leads that are known';
  if (from === null) return `before ${instant(to!)}`;
  return to === null ? `from ${instant(from)} on` : `from ${instant(from)} to before ${instant(to)}`;
}
