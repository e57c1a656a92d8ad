/** Columns of equal width, two spaces apart; numbers stand right, and so does every cell of a column of `right`. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  right: readonly boolean[] = [],
): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, column) =>
        typeof cell === 'number' || right[column] === true
          ? String(cell).padStart(widths[column]!)
          : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)];
}

/** `2026-11-23 10:05:00.123` of epoch ms, UTC. */
export const timeOf = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
