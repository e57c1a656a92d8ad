import { isNdjson, readObjects, readRows } from '../files/rows.ts';
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
  yield* isNdjson(path) ? ndjsonFixes(path) : csvFixes(path);
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
  for await (const row of readObjects(path)) {
    if ('problem' in row) yield row;
    else {
      const { leadId, ...patch } = row.value;
      yield fixOf(row.line, leadId, patch);
    }
  }
}
