import type { Canonical } from './canonical.ts';
import type { CanonicalVocabulary } from './vocabulary.ts';

/** Bands of the number of employees: `[name, least]`, in rising order. */
const BANDS = [
  ['1-10', 1],
  ['11-50', 11],
  ['51-200', 51],
  ['201-500', 201],
  ['501-1000', 501],
  ['1001-5000', 1001],
  ['5001-10000', 5001],
  ['10001+', 10_001],
] as const satisfies readonly (readonly [string, number])[];

const MOST = 10_000_000;
/** A range that lies in two bands goes to the one of its middle, which is right about that often. */
const ACROSS_BANDS = 0.7;
const AT_LEAST =
  /^(more than|over|above|at least|from|mehr als|uber|ab|mindestens|plus de|mas de|oltre|piu di|mais de|meer dan|>=?|≥)\s*/;
const AT_MOST =
  /^(less than|fewer than|under|below|up to|unter|bis zu|bis|weniger als|moins de|jusqua|menos de|hasta|meno di|fino a|ate|minder dan|tot|<=?|≤)\s*/;
const NUMBER = /^\d{1,3}(?:[.,'’ ]\d{3})+(?!\d)|^\d+(?:[.,]\d+)?/;

/** How many employees a text says: the least and the most. The most of an open range is null. */
interface Range {
  readonly least: number;
  readonly most: number | null;
}

/** Band of a number of employees; null where it is none that a company can have. */
export function bandOf(employees: number): string | null {
  if (!Number.isFinite(employees) || employees < 1 || employees > MOST) return null;
  return BANDS.findLast(([, least]) => employees >= least)?.[0] ?? null;
}

/** Band that a text names: a number (`1,200`), a range (`11–50 employees`, `10k+`, `über 500`) or a word (`KMU`, `enterprise`). */
export function companySizeOf(text: string, words: CanonicalVocabulary): Canonical | null {
  const range = rangeIn(text);
  if (range === null) return words.read(text);
  const low = bandOf(Math.max(1, range.least));
  const high = range.most === null ? low : bandOf(range.most);
  const value = low === high ? low : bandOf(middleOf(range));
  if (value === null) return null;
  const plain = BANDS.some(([name]) => name === value && name === text.trim());
  return {
    value,
    from: text,
    rule: `company-size.${plain ? 'exact' : range.most === range.least ? 'number' : 'range'}`,
    match: plain ? 'exact' : low === high ? 'alias' : 'fuzzy',
    confidence: plain ? 1 : low === high ? 0.98 : ACROSS_BANDS,
    code: null,
  };
}

/** Headcount that a text gives: the number, or the middle of a closed range; null for open ranges and words. */
export function headcountOf(text: string): number | null {
  const range = rangeIn(text);
  if (range === null || range.most === null || range.least < 1) return null;
  return range.most === range.least ? range.least : middleOf(range);
}

/** Bands are about equal on a logarithmic scale, so the middle is the geometric one. */
function middleOf({ least, most }: Range): number {
  const low = Math.max(1, least);
  return Math.round(Math.sqrt(low * (most ?? low)));
}

function rangeIn(text: string): Range | null {
  const plain = text.slice(0, 100).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
  const head = plain.replace(/^[^\d<>≥≤+\p{L}-]+/u, '');
  const [least, most] = [AT_LEAST.exec(head), AT_MOST.exec(head)];
  const numbers = numbersIn(head.slice((least ?? most)?.[0].length ?? 0));
  const [first, second] = numbers ?? [];
  if (first === undefined || first > MOST) return null;
  if (second !== undefined) return second < first || second > MOST ? null : { least: first, most: second };
  if (most !== null) return { least: 1, most: first };
  if (
    least !== null ||
    /\d\s*k?\s*(\+|plus|and more|or more|and above|und mehr|et plus|o mas|ou mais|en meer)/.test(head)
  ) {
    return { least: first, most: null };
  }
  return { least: first, most: first };
}

/** One or two numbers, then only words such as "employees"; null for anything else, such as a date. */
function numbersIn(text: string): readonly number[] | null {
  const parts =
    /^([\d.,'’ ]*\d\s*k?)(?:\s*(?:-|–|—|to|bis|a|until|and|tot|al|ate)\s*([\d.,'’ ]*\d\s*k?))?\s*\+?\s*(?:\p{L}[\p{L} .*/()-]*)?$/u.exec(
      text,
    );
  if (parts === null) return null;
  const numbers = [parts[1], parts[2]].filter((part) => part !== undefined).map(numberOf);
  return numbers.every((value) => value !== null) ? numbers : null;
}

function numberOf(text: string): number | null {
  const digits = NUMBER.exec(text.trim())?.[0];
  if (digits === undefined || digits.length < text.replace(/\s*k?\s*$/, '').trim().length) return null;
  const grouped = /^\d{1,3}(?:[.,'’ ]\d{3})+$/.test(digits);
  const value = Number(grouped ? digits.replaceAll(/\D/g, '') : digits.replace(',', '.'));
  return Math.round(text.trim().endsWith('k') ? value * 1000 : value);
}
