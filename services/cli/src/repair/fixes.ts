import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { LeadlineError } from '@leadline/contracts';
import { readRows } from '../files/rows.ts';
import type { Patch } from './intake.ts';
import { patchOf } from './patch.ts';

/** A row of a file of fixes: what is to be changed in which lead, or why it cannot be read. */
export type FixRow =
  | { readonly line: number; readonly leadId: string; readonly patch: Patch }
  | { readonly line: number; readonly problem: string };

const NO_ID = 'it names no lead: leadId is missing';

/**
 * Reads fixes from CSV (a column leadId, others named as fields; an empty cell changes nothing) or NDJSON (leadId, and a
 * merge patch beside it; null takes a value away). Throws LEADLINE_FILE_UNREADABLE.
 */
export async function* readFixes(path: string): AsyncGenerator<FixRow> {
  yield* /\.(ndjson|jsonl)$/i.test(path) ? ndjsonFixes(path) : csvFixes(path);
}

async function* csvFixes(path: string): AsyncGenerator<FixRow> {
  for await (const row of readRows(path)) {
    if ('problem' in row) yield row;
    else yield fixOf(row.line, row.values['leadId'], filledIn(row.values));
  }
}

const filledIn = (values: Readonly<Record<string, string>>): Patch =>
  patchOf(Object.entries(values).filter(([name, text]) => name !== 'leadId' && text !== ''));

function fixOf(line: number, leadId: unknown, patch: Patch): FixRow {
  if (typeof leadId !== 'string' || leadId.trim() === '') return { line, problem: NO_ID };
  return { line, leadId: leadId.trim(), patch };
}

async function* ndjsonFixes(path: string): AsyncGenerator<FixRow> {
  try {
    const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
    let line = 0;
    for await (const text of lines) {
      line += 1;
      if (text.trim() !== '') yield lineOf(line, text);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${path}: ${why}`, { where: path, cause });
  }
}

function lineOf(line: number, text: string): FixRow {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, problem: 'it is not a JSON object' };
  const { leadId, ...patch } = value as Readonly<Record<string, unknown>>;
  return fixOf(line, leadId, patch);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
