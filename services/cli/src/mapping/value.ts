import { moneyIn } from '@leadline/domain';
import { AmbiguousDate, parseDate } from './dates.ts';
import type { FieldKind, ValueSpec } from './schema.ts';

export type Values = Readonly<Record<string, string>>;
/** Rows of the side files, by name of the join and key. */
export type Joins = ReadonlyMap<string, ReadonlyMap<string, Values>>;

/** A row of the file with the rows of side files that belong to it. */
export interface Source {
  readonly values: Values;
  /** Absent: no row of that side file has the key. */
  readonly joined: ReadonlyMap<string, Values>;
}

/** A row that cannot be mapped: why. */
export class Unmappable extends Error {}

/** The text of a value; null: empty. Throws {@link Unmappable}. */
export function textOf(spec: ValueSpec, source: Source, name: string): string | null {
  const raw = rawOf(spec, source, name);
  const cased = raw === null ? null : inCase(raw, spec.case);
  const mapped = cased === null ? null : tabled(cased, spec, name);
  const text = mapped ?? spec.default ?? null;
  if (text === null && spec.required) throw new Unmappable(`${name}: it is empty`);
  return text;
}

function rawOf(spec: ValueSpec, source: Source, name: string): string | null {
  if (spec.const !== undefined) return spec.const;
  // A join that finds no row gives nothing: whether that matters is for `required` and `default` to say.
  const values = spec.join === undefined ? source.values : source.joined.get(spec.join);
  if (values === undefined) return null;
  const columns = spec.columns ?? [spec.column ?? ''];
  const cells = columns.map((column) => cellOf(values, column, name)).filter((cell) => cell !== '');
  return cells.length === 0 ? null : cells.join(spec.with ?? ' ');
}

function cellOf(values: Values, column: string, name: string): string {
  const cell = values[column];
  if (cell === undefined) throw new Unmappable(`${name}: there is no column ${column}`);
  return cell.trim();
}

function inCase(text: string, to: ValueSpec['case']): string {
  if (to === 'lower') return text.toLowerCase();
  if (to === 'upper') return text.toUpperCase();
  if (to !== 'slug') return text;
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
}

function tabled(text: string, spec: ValueSpec, name: string): string | null {
  if (spec.values === undefined) return text;
  if (Object.hasOwn(spec.values, text)) return spec.values[text] ?? null;
  if (spec.otherwise === 'reject')
    throw new Unmappable(`${name}: ${JSON.stringify(text)} is not in the table of values`);
  return spec.otherwise === 'empty' ? null : text;
}

/** Epoch ms; null: empty. Throws {@link Unmappable}. */
export function dateOf(spec: ValueSpec, source: Source, name: string): number | null {
  const text = textOf(spec, source, name);
  if (text === null) return null;
  const at = readDate(text, spec, name);
  if (at === null)
    throw new Unmappable(
      `${name}: ${JSON.stringify(text)} is not a date in the format ${spec.date ?? 'iso'}`,
    );
  return at;
}

function readDate(text: string, spec: ValueSpec, name: string): number | null {
  try {
    return parseDate(text, spec.date, spec.zone);
  } catch (error) {
    if (!(error instanceof AmbiguousDate)) throw error;
    throw new Unmappable(
      `${name}: ${JSON.stringify(text)} may be ${error.message}; say which, such as date: dd/MM/yyyy`,
    );
  }
}

/** A field in the type that intake wants; null: empty. Throws {@link Unmappable}. */
export function fieldOf(kind: FieldKind, spec: ValueSpec, source: Source, name: string): unknown {
  const text = textOf(spec, source, name);
  if (text === null) return null;
  return READ[kind](text, spec, name);
}

const READ: Readonly<Record<FieldKind, (text: string, spec: ValueSpec, name: string) => unknown>> = {
  text: (text) => text,
  number: numberIn,
  whole: (text, spec, name) => Math.round(numberIn(text, spec, name)),
  boolean: booleanIn,
  list: (text, spec) => partsOf(text, spec),
  numbers: (text, spec, name) => partsOf(text, spec).map((part) => numberIn(part, spec, name)),
  minutes: minutesIn,
};

/**
 * `1.234,5` with decimal comma, `1,234.5` or `$1 234.5` without: signs around the number and group marks do not count. Without `decimal`
 * any notation that can mean one number only is read (`€ 1.234,50`, `1,5 Mio.`), else the point is the decimal mark.
 */
function numberIn(text: string, spec: ValueSpec, name: string): number {
  const money = spec.decimal === undefined ? moneyIn(text) : null;
  if (money !== null && money !== 'ambiguous') return money.amount;
  const groups = spec.decimal === ',' ? /[.\s'’]/g : /[,\s'’]/g;
  const plain = text
    .replaceAll(groups, '')
    .replace(',', '.')
    .replaceAll(/^[€$£¥]|[€$£¥%]$/g, '');
  if (!/^-?\d+(\.\d+)?$/.test(plain))
    throw new Unmappable(`${name}: ${JSON.stringify(text)} is not a number`);
  return Number(plain);
}

function booleanIn(text: string, _spec: ValueSpec, name: string): boolean {
  if (/^(true|yes|y|1)$/i.test(text)) return true;
  if (/^(false|no|n|0)$/i.test(text)) return false;
  throw new Unmappable(`${name}: ${JSON.stringify(text)} is neither yes nor no`);
}

const partsOf = (text: string, spec: ValueSpec): readonly string[] =>
  text
    .split(spec.split ?? ',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Minute of the day, of `HH:mm` or of a number of minutes. */
function minutesIn(text: string, spec: ValueSpec, name: string): number {
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  return clock ? Number(clock[1]) * 60 + Number(clock[2]) : numberIn(text, spec, name);
}
