import type { CanonicalVocabulary } from './vocabulary.ts';

/** Order of day, month and year in a date of digits. */
type DateOrder = 'DMY' | 'MDY' | 'YMD';

/** A calendar day that a text names, as ISO 8601; or the days that it may name, where nothing says which: never guessed. */
export type DateReading = { readonly date: string } | { readonly ambiguous: readonly string[] };

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Two digits of a year are of this century up to here; no lead is from before 1970. */
const PIVOT = 70;

/**
 * The day that a text names: `2025-04-03`, `3. April 2025`, `avril 3, 2025`, `03.04.2025`. Dates with points are day first
 * wherever they are used (CLDR knows no other); with slashes or hyphens `03/04/2025` is ambiguous.
 */
export function dateIn(text: string, months: CanonicalVocabulary): DateReading | null {
  const plain = text.slice(0, 60).trim().toLowerCase();
  const digits = /^(\d{1,4})([./-]|\s)(\d{1,2})\2(\d{1,4})\.?$/.exec(plain);
  if (digits === null) return worded(plain, months);
  const [, first = '', mark = '', second = '', third = ''] = digits;
  const orders = ordersOf(first, third, mark);
  const dates = new Set(
    orders.map((one) => inOrder(one, first, second, third)).filter((date) => date !== null),
  );
  const [date] = dates;
  if (date === undefined) return null;
  return dates.size === 1 ? { date } : { ambiguous: [...dates] };
}

function ordersOf(first: string, third: string, mark: string): readonly DateOrder[] {
  if (first.length > 2) return ['YMD'];
  if (mark === '.') return ['DMY'];
  return third.length === 4 ? ['DMY', 'MDY'] : ['DMY', 'MDY', 'YMD'];
}

function inOrder(order: DateOrder, first: string, second: string, third: string): string | null {
  if (order === 'YMD') return dayOf(first, second, third);
  return order === 'DMY' ? dayOf(third, second, first) : dayOf(third, first, second);
}

/** A date with the month as a word, wherever the word stands. */
function worded(text: string, months: CanonicalVocabulary): DateReading | null {
  const tokens = text.match(/\d+|\p{L}+/gu) ?? [];
  const numbers = tokens.filter((token) => /^\d/.test(token));
  const words = tokens.filter((token) => !/^\d/.test(token));
  const month = words.map((word) => months.read(word)?.value ?? null).find((found) => found !== null);
  const [first = '', second = '', ...more] = numbers;
  if (month === undefined || month === null || second === '' || more.length > 0) return null;
  const date = first.length === 4 ? dayOf(first, month, second) : dayOf(second, month, first);
  return date === null ? null : { date };
}

function dayOf(year: string, month: string, day: string): string | null {
  if ((year.length !== 4 && year.length !== 2) || day.length > 2) return null;
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < PIVOT ? 2000 : 1900);
  const leap = full % 4 === 0 && (full % 100 !== 0 || full % 400 === 0);
  const most = Number(month) === 2 && !leap ? 28 : (MONTH_DAYS[Number(month) - 1] ?? 0);
  if (full < 1900 || Number(day) < 1 || Number(day) > most) return null;
  return `${String(full)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
