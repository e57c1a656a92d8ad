import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { STATES } from '../src/audit/lead-states.ts';
import type { Report } from '../src/report/report.ts';

/** A row of a query; whole numbers as numbers. */
export type Row = Readonly<Record<string, unknown>>;
/** The figures of a report, without what it says of itself. */
export type Figures = Omit<Report, 'from' | 'to' | 'tenant' | 'workspace' | 'asOf'>;

/** What the queries of a document in docs/ answer on Parquet exports in `folder`, in their order; what only prepares is run too. */
export async function answersOf(
  document: string,
  folder: string,
  change: (query: string) => string = (query) => query,
): Promise<readonly (readonly Row[])[]> {
  const text = await readFile(join(import.meta.dirname, '../../../docs', document), 'utf8');
  const queries = [...text.matchAll(/```sql\n(.*?)```/gs)].map((match) => match[1]!);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    await connection.run(`SET file_search_path='${folder}'`);
    const answers: (readonly Row[])[] = [];
    for (const query of queries) {
      const rows = (await connection.runAndReadAll(change(query))).getRowObjectsJS();
      if (!query.startsWith('CREATE')) answers.push(plain(rows) as readonly Row[]);
    }
    return answers;
  } finally {
    connection.closeSync();
  }
}

/**
 * The figures of the leads for which `where` holds, by the queries of docs/report.md on Parquet exports in `folder`: other
 * code than the report's, in another language.
 */
export async function figuresByQuery(folder: string, where = 'true'): Promise<Figures> {
  const answers = await answersOf('report.md', folder, (query) =>
    query.replace('VIEW selected AS FROM leads', `$& WHERE ${where}`),
  );
  const [
    states,
    clocks,
    times,
    within,
    unmessaged,
    line,
    lineWithin,
    why,
    held,
    reasons,
    sources,
    reps,
    ways,
  ] = answers;
  const leads = (clocks ?? []).reduce((sum, row) => sum + (row['leads'] as number), 0);
  return {
    leads,
    states: statesOf(states!, leads),
    speed: speedOf(times!, within!, clocks!),
    unmessaged,
    waiting: { ...line![0], within: pointsOf(lineWithin!), reasons: why },
    quarantine: { ...held![0], reasons, sources },
    reps: reps!.map((row) => ({ ...row, name: null })),
    conversion: conversionOf(ways!),
  } as unknown as Figures;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/** A state that no lead is in has no row. */
function statesOf(rows: readonly Row[], of: number): unknown {
  const none = { count: 0, of, rate: 0, low: 0, high: expect.any(Number) };
  return STATES.map((state) => rows.find((row) => row['state'] === state) ?? { state, leads: none });
}

const pointsOf = (rows: readonly Row[]): unknown =>
  rows.map(({ within, rate }) => ({ ms: within, ...(rate as Row) }));

const WAYS = {
  assigned: 'workspace',
  contacted: 'workspace',
  assignedSinceReceipt: 'wall',
  messagedSinceReceipt: 'wall',
};

function speedOf(times: readonly Row[], within: readonly Row[], clocks: readonly Row[]): unknown {
  return ['live', 'event'].flatMap((clock) => {
    const leads = clocks.find((row) => row['clock'] === clock)?.['leads'];
    const mine = (row: Row, name: string): boolean => row['clock'] === clock && row['step'] === name;
    const milestones = Object.entries(WAYS).map(([name, runsOn]) => ({
      name,
      clock: runsOn,
      reached: times.find((row) => mine(row, name))?.['reached'],
      time: times.find((row) => mine(row, name))?.['time'],
      within: pointsOf(within.filter((row) => mine(row, name))),
    }));
    return leads === undefined ? [] : [{ clock, leads, milestones }];
  });
}

/** Rows of grouping sets: 3 all, 2 by path, 1 by source, 0 by both; the largest first, as a report has them. */
function conversionOf(rows: readonly Row[]): unknown {
  const at = (level: number, ...others: readonly string[]): readonly Row[] =>
    rows
      .filter((row) => row['level'] === level)
      .map((row) => without(row, ['level', ...others]))
      .toSorted((a, b) => leadsOf(b) - leadsOf(a));
  const bySource = at(1, 'path');
  const order = bySource.map((row) => row['source']);
  return {
    all: at(3, 'source', 'path')[0],
    bySource,
    byPath: at(2, 'source'),
    bySourceAndPath: at(0).toSorted((a, b) => order.indexOf(a['source']) - order.indexOf(b['source'])),
  };
}

const leadsOf = (row: Row): number => row['assigned'] as number;
const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** The same with every number to six decimals: sums in another order differ in the last digits of a double. */
export function close(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, 6);
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null || '$$typeof' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, close(inner)]));
}
