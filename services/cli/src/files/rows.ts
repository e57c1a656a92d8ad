import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { LeadlineError } from '@leadline/contracts';
import { csvRows } from './csv.ts';

/** A row of a file with the physical line on which it starts; or why it cannot be read. */
export type FileRow =
  | { readonly line: number; readonly values: Readonly<Record<string, string>> }
  | { readonly line: number; readonly problem: string };

/** A line of NDJSON with its number; or why it cannot be read. */
export type ObjectRow =
  | { readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

/** Whether a file holds NDJSON, by its name. */
export const isNdjson = (path: string): boolean => /\.(ndjson|jsonl)$/i.test(path);

/** Streams the rows of a CSV or NDJSON file (`.ndjson`, `.jsonl`). Throws LEADLINE_FILE_UNREADABLE. */
export function readRows(path: string, delimiter = ','): AsyncGenerator<FileRow> {
  return streamed(path, (lines) => (isNdjson(path) ? ndjsonRows(lines) : csvRows(lines, delimiter)));
}

/** Streams the objects of an NDJSON file. Throws LEADLINE_FILE_UNREADABLE. */
export function readObjects(path: string): AsyncGenerator<ObjectRow> {
  return streamed(path, ndjsonObjects);
}

async function* streamed<Row>(
  path: string,
  rowsOf: (lines: AsyncIterable<string>) => AsyncIterable<Row>,
): AsyncGenerator<Row> {
  try {
    yield* rowsOf(createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity }));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${path}: ${why}`, { where: path, cause });
  }
}

/** Rows of NDJSON: nested members are named by their path, such as `contact.email`. */
export async function* ndjsonRows(lines: AsyncIterable<string>): AsyncGenerator<FileRow> {
  for await (const row of ndjsonObjects(lines))
    yield 'problem' in row ? row : { line: row.line, values: Object.fromEntries(flat(row.value, '')) };
}

async function* ndjsonObjects(lines: AsyncIterable<string>): AsyncGenerator<ObjectRow> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const value = parsed(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      yield { line, problem: 'it is not a JSON object' };
    else yield { line, value: value as Readonly<Record<string, unknown>> };
  }
}

function parsed(text: string): unknown {
  try {
    // Some exports begin with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function flat(value: object, prefix: string): [string, string][] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]): [string, string][] => {
    if (typeof member === 'object' && member !== null && !Array.isArray(member))
      return flat(member, `${prefix}${name}.`);
    return [[prefix + name, textOf(member)]];
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
