import { Command, Option } from 'commander';
import { command, EXIT, type Io, type Result, whole } from '../output/command.ts';
import { createProgress } from '../output/progress.ts';
import { table, timeOf } from '../output/table.ts';
import { repairFile } from '../repair/bulk.ts';
import type { UnfitRow } from '../repair/intake.ts';
import { imported, type IntakeOptions, repairIntakeFor, withIntakeOptions } from './import-options.ts';

interface ListOptions extends IntakeOptions {
  readonly state: string;
  readonly reason?: string;
  readonly source?: string;
  readonly limit: number;
}

interface FixOptions extends IntakeOptions {
  readonly rejects?: string;
  readonly by?: string;
  readonly reason?: string;
}

/** `leadline quarantine ls`, `leadline quarantine fix <file>`. */
export function quarantineCommand(io: Io): Command {
  const ls = command<ListOptions>(
    io,
    'ls',
    'list the leads that wait for somebody to mend them, longest first',
    (options) => list(io, options),
  )
    .addOption(
      new Option('--state <name>', 'quarantined, or parked (broken on their way)')
        .choices(['quarantined', 'parked'])
        .default('quarantined'),
    )
    .option('--reason <code>', 'only leads with this reason')
    .option('--source <name>', 'only leads that came under this source')
    .option('--limit <number>', 'at most so many', whole(1), 100);
  const fix = command<FixOptions>(
    io,
    'fix <file>',
    'mend the leads of a CSV or NDJSON file of leadId and new values; exits 1 if rows were rejected',
    (options, [file = '']) => fixAll(io, options, file),
  )
    .option('--rejects <file>', 'write every row that was not accepted there, as NDJSON of line and reason')
    .option('--by <id>', 'who mends them; an id, no name')
    .option('--reason <text>', 'why');
  return new Command('quarantine')
    .description('leads that are not routed as they are')
    .addCommand(withIntakeOptions(io, ls))
    .addCommand(withIntakeOptions(io, fix));
}

/** Longest page that intake gives. */
const PAGE = 500;

async function list(io: Io, { state, reason, source, limit, ...options }: ListOptions): Promise<Result> {
  const intake = repairIntakeFor(io, options);
  const asked = {
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(source === undefined ? {} : { source }),
  };
  const leads: UnfitRow[] = [];
  let [next, complete]: [string | null, boolean] = ['', true];
  while (next !== null && leads.length < limit) {
    const page = await intake.list({
      ...asked,
      limit: String(Math.min(PAGE, limit - leads.length)),
      ...(next === '' ? {} : { cursor: next }),
    });
    leads.push(...page.leads);
    next = page.next;
    complete &&= page.complete;
  }
  const more = next === null ? [] : [`… and more; --limit shows them`];
  const partial = complete ? [] : ['Redis is being filled again: leads may be missing.'];
  const lines = leads.length === 0 ? [`no lead is ${state}`] : listLines(leads);
  return {
    code: EXIT.well,
    json: { leads, complete, more: next !== null },
    lines: [...lines, ...more, ...partial],
  };
}

const listLines = (leads: readonly UnfitRow[]): readonly string[] => [
  ...table(
    ['lead', 'since (clock of the workspace, UTC)', 'workspace', 'source', 'attempt', 'reasons'],
    leads.map(({ leadId, since, workspace, source, attempt, reason, reasons }) => [
      leadId,
      timeOf(since),
      workspace,
      source ?? '',
      attempt,
      reasons.length > 0 ? reasons.join(', ') : (reason ?? ''),
    ]),
  ),
  `mend one: leadline lead fix ${leads[0]?.leadId} field=value …`,
];

async function fixAll(io: Io, options: FixOptions, file: string): Promise<Result> {
  const { rejects = null, by = null, reason = null } = options;
  const progress = createProgress(io, process.stderr.isTTY);
  const report = await repairFile({
    file,
    rejectsFile: rejects,
    intake: repairIntakeFor(io, options),
    said: { by, reason },
    progress: progress.line,
  });
  progress.done();
  return imported(report);
}
