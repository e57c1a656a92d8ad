import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import type { Column, Row } from './columns.ts';

/** Formats of an export. */
export const FORMATS = ['ndjson', 'csv', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** Rows that are held in memory at most while Parquet is written. */
const ROW_GROUP = 10_000;

type Rows = AsyncIterable<Row>;
const WRITERS: Readonly<
  Record<Format, (file: string, columns: readonly Column[], rows: Rows) => Promise<void>>
> = {
  ndjson: (file, _columns, rows) => pipeline(Readable.from(lines(rows)), createWriteStream(file)),
  csv: (file, columns, rows) => pipeline(Readable.from(rows), csv(columns), createWriteStream(file)),
  parquet: async (file, columns, rows) => {
    const typed = columns.map(({ name, type }) => ({ name, type, nullable: true }));
    await parquetWriteRows({
      writer: fileWriter(file),
      rows,
      columns: typed,
      rowGroupSize: ROW_GROUP,
      createdBy: 'leadline',
    });
  },
};

/** Writes the rows; the file appears under its name only when it is whole. */
export async function writeRows(
  format: Format,
  file: string,
  columns: readonly Column[],
  rows: Rows,
): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await WRITERS[format](partial, columns, rows);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

async function* lines(rows: Rows): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row, plain)}\n`;
}

/** Offsets and epoch ms are far below 2^53. */
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

/** Text from outside may start as a formula; a spreadsheet must not run it. */
const csv = (columns: readonly Column[]): Transform =>
  stringify({
    header: true,
    // As paths of one part: a name with a dot is no path here.
    columns: columns.map(({ name }) => ({ key: [name] as unknown as string, header: name })),
    escape_formulas: true,
    cast: { boolean: String, date: (value) => value.toISOString() },
  });
