import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { LeadlineError } from '@leadline/contracts';
import { csvRows } from './csv.ts';

/** A row of a file with the physical line on which it starts; or why it cannot be read. */
export type FileRow =
  | { readonly line: number; readonly values: Readonly<Record<string, string>> }
  | { readonly line: number; readonly problem: string };

/** Streams the rows of a CSV or NDJSON file (`.ndjson`, `.jsonl`). Throws LEADLINE_FILE_UNREADABLE. */
export async function* readRows(path: string, delimiter = ','): AsyncGenerator<FileRow> {
  try {
    const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
    yield* /\.(ndjson|jsonl)$/i.test(path) ? ndjsonRows(lines) : csvRows(lines, delimiter);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${path}: ${why}`, { where: path, cause });
  }
}

/** Rows of NDJSON: nested members are named by their path, such as `contact.email`. */
export async function* ndjsonRows(lines: AsyncIterable<string>): AsyncGenerator<FileRow> {
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const value = parsed(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      yield { line: number, problem: 'it is not a JSON object' };
    else yield { line: number, values: Object.fromEntries(flat(value, '')) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
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
