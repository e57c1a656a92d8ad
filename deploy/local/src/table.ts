import type { NamedStack, StackStatus } from './named.ts';

/** The parts of a stack and their addresses, as lines for a terminal. */
export function tableOf({ resources, addresses }: NamedStack | StackStatus): string[] {
  const rows = resources.map((resource) => [
    resource.name,
    resource.address,
    'healthy' in resource && !resource.healthy ? 'does not answer' : 'answers',
    resource.pid === null ? resource.origin : `${resource.origin} ${resource.pid}`,
  ]);
  if (addresses.mailbox !== null) rows.push(['', addresses.mailbox, 'shows the mail', '']);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
