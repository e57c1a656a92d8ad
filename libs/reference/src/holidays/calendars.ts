import { readFileSync } from 'node:fs';

const FILE = new URL('../../holidays/public.tsv', import.meta.url);
const DAY = 86_400_000;

interface Calendars {
  readonly first: number;
  readonly last: number;
  /** What the file says of each, by name. */
  readonly rows: ReadonlyMap<string, string>;
}

let read: Calendars | undefined;

/** The file is read when it is first asked for, and never again. */
function calendars(): Calendars {
  read ??= parsed(readFileSync(FILE, 'utf8'));
  return read;
}

function parsed(text: string): Calendars {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const [, first, last] = head.split('\t');
  const rows = new Map(
    lines.map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]),
  );
  return { first: Number(first), last: Number(last), rows };
}

/** Years of which calendars know the holidays: from the first to the last, which is included. */
export const holidayYears = (): { readonly first: number; readonly last: number } => calendars();

/** Whether there is a calendar of this name: a country (`AT`) or a part of one (`DE-BY`), by ISO 3166. */
export const isCalendar = (name: string): boolean => calendars().rows.has(name);

/**
 * Public holidays of a country or a part of it, as days since 1970-01-01, ascending; none of an unknown name. `from`, `to`: years,
 * both included; what the file does not know is left out.
 */
export function calendarDays(name: string, from = -Infinity, to = Infinity): readonly number[] {
  const { first, last, rows } = calendars();
  const row = rows.get(name) ?? '';
  const days = row === '=' ? (rows.get(name.slice(0, 2)) ?? '') : row;
  const [start, end] = [Math.max(first, from), Math.min(last, to)];
  const years = Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
  const all = days.split(' ').flatMap((token) => {
    if (token.length === 4) return years.map((year) => dayOf(year, token));
    const year = 2000 + Number(token.slice(0, 2));
    return token !== '' && year >= start && year <= end ? [dayOf(year, token.slice(2))] : [];
  });
  return all.toSorted((a, b) => a - b);
}

const dayOf = (year: number, monthDay: string): number =>
  Date.UTC(year, Number(monthDay.slice(0, 2)) - 1, Number(monthDay.slice(2))) / DAY;
