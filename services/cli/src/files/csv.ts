import { parse } from 'csv-parse/sync';
import type { FileRow } from './rows.ts';

/** Physical lines that one record may span at most: what bounds the damage of a quote that is never closed. */
const LONGEST_RECORD = 100;

interface Framed {
  /** First physical line, counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly problem: string | null;
}

/**
 * Cuts physical lines into records. A record is whole when its quotes are even. A line whose quote is never closed is a
 * record of its own, with a problem, so that it swallows nothing after it.
 */
async function* frameRecords(lines: AsyncIterable<string>, quote = '"'): AsyncGenerator<Framed> {
  let held: string[] = [];
  let next = 1;
  const frame = function* (last: boolean): Generator<Framed> {
    while (held.length > 0) {
      const end = wholeAt(held, quote);
      if (end < 0 && !last && held.length < LONGEST_RECORD) return;
      const taken = held.slice(0, end < 0 ? 1 : end + 1);
      held = held.slice(taken.length);
      const line = next;
      next += taken.length;
      const text = taken.join('\n');
      if (text.trim() !== '') yield { line, text, problem: end < 0 ? 'a quote is never closed' : null };
    }
  };
  for await (const line of lines) {
    held.push(line);
    yield* frame(false);
  }
  yield* frame(true);
}

/** Index of the line that ends the first record; -1: not there yet. */
function wholeAt(lines: readonly string[], quote: string): number {
  let quotes = 0;
  for (const [index, line] of lines.entries()) {
    quotes += line.split(quote).length - 1;
    if (quotes % 2 === 0) return index;
  }
  return -1;
}

/** Rows of a CSV text with a header line. Every record comes out, as values or with a problem. */
export async function* csvRows(lines: AsyncIterable<string>, delimiter: string): AsyncGenerator<FileRow> {
  let header: readonly string[] | null = null;
  for await (const { line, text, problem } of frameRecords(lines)) {
    const cells: readonly string[] | string =
      problem === null ? cellsOf(header === null ? text.replace(/^\uFEFF/, '') : text, delimiter) : problem;
    if (header === null) {
      if (typeof cells === 'string') throw new Error(`The header line cannot be read: ${cells}.`);
      header = cells;
    } else yield rowOf(line, header, cells);
  }
}

function rowOf(line: number, header: readonly string[], cells: readonly string[] | string): FileRow {
  if (typeof cells === 'string') return { line, problem: cells };
  if (cells.length !== header.length)
    return { line, problem: `it has ${cells.length} fields, the header has ${header.length}` };
  return { line, values: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])) };
}

function cellsOf(text: string, delimiter: string): readonly string[] | string {
  try {
    return parse(text, { delimiter, trim: true, relax_column_count: true })[0] ?? [];
  } catch {
    return 'its quotes are not placed as CSV wants them';
  }
}
