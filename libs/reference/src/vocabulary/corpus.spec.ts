import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Judged, judge, readCorpus } from '../../test/corpus.ts';

/** Share that is right of a part, in whole tenths of a percent rounded down: docs/corpus.md says how each number came about. */
const FLOORS = {
  a: { country: 99.8, phone: 100, seniority: 99.4, department: 99.2, industry: 99.4 },
  b: { country: 99.3, phone: 98.7, seniority: 97.1, department: 86, industry: 99.6 },
  c: { country: 98.8, phone: 93.7, seniority: 99.4, department: 91.9, industry: 99.3 },
  d: { country: 98.8, phone: 100, seniority: 99.4, department: 97.2, industry: 99.4 },
  e: { country: 99.8, seniority: 99.8, department: 99.2, industry: 98.5 },
  f: { country: 99.4, phone: 100, seniority: 99.4, department: 98.3, industry: 95.4 },
  g: { seniority: 97.8, department: 97.9, industry: 97.5 },
  h: { department: 96, industry: 99.5 },
  i: { department: 93.4, industry: 99.6 },
  j: { department: 94.3, industry: 90.1 },
} as const;

const parts = Object.entries(FLOORS).map(([part, floors]) => {
  const text = readFileSync(join(import.meta.dirname, `../../corpus/${part}.tsv`), 'utf8');
  return { part, floors, rows: readCorpus(text).map(judge) };
});
const share = (rows: readonly Judged[]): number =>
  (100 * rows.filter(({ right }) => right).length) / rows.length;

describe.each(parts)('part $part', ({ floors, rows }) => {
  test.each(Object.entries(floors))('%s: at least %d %% of it is right', (field, floor) => {
    const some = rows.filter((row) => row.field === field);
    expect(some.length).toBeGreaterThan(150);
    expect(share(some)).toBeGreaterThanOrEqual(floor);
  });
});

test('every row names its source', () => {
  for (const { rows } of parts) expect(rows.filter(({ source }) => source === '')).toEqual([]);
});
