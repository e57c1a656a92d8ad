import type { Spread } from './percentile.ts';

/** Lines of a table for a terminal: the first column left, numbers right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

/** A number as a person reads it: three digits that count, `-` for none. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '-';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

/** One value as a multiple of another. */
export const times = (value: number, of: number): string => figure(value / of);

/** p50, p95 and p99; `-` where nothing was measured. */
export const spreadCells = (spread: Spread | null): string[] =>
  [spread?.p50, spread?.p95, spread?.p99].map((value) => figure(value));
