import { readRows } from '../files/rows.ts';
import { joined, loadJoins } from '../mapping/load.ts';
import type { Mapping } from '../mapping/schema.ts';
import { type Source, Unmappable } from '../mapping/value.ts';
import type { Tally } from './report.ts';

/** Maps the rows of a file as they are read. Rows that cannot be mapped go to the tally, with line and reason. */
export async function* mappedRows<T>(
  file: string,
  mapping: Mapping,
  tally: Tally,
  map: (row: Source) => T,
): AsyncGenerator<{ line: number; value: T }> {
  const joins = await loadJoins(mapping, file);
  for await (const row of readRows(file, mapping.delimiter)) {
    tally.row();
    if ('problem' in row) {
      tally.reject(row.line, row.problem);
      continue;
    }
    try {
      yield { line: row.line, value: map(joined(mapping, joins, row.values)) };
    } catch (error) {
      if (!(error instanceof Unmappable)) throw error;
      tally.reject(row.line, error.message);
    }
  }
}

/** Groups of at most `size`. */
export async function* chunked<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
