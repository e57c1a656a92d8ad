import type { Command } from 'commander';
import { changeLines } from '../audit/changes.ts';
import { readChanges } from '../audit/changes-read.ts';
import { withCluster } from '../cluster.ts';
import { periodOf } from '../export/period.ts';
import { command, EXIT, type Io } from '../output/command.ts';

interface ChangesOptions {
  readonly tenant: string;
  readonly workspace?: string;
  readonly from?: string;
  readonly to?: string;
}

const USAGE =
  'who has changed policies, prices, reps, accounts, clocks, leads, models and the installation, when and why';

/** `leadline changes`. */
export function changesCommand(io: Io): Command {
  return command<ChangesOptions>(io, 'changes', USAGE, async ({ tenant, workspace = null, ...times }) => {
    const asked = { tenant, workspace, period: periodOf(times) };
    const changes = await withCluster(io.env, (cluster) => readChanges(cluster, asked));
    return { code: EXIT.well, json: { changes }, lines: changeLines(changes) };
  })
    .option('--tenant <name>', 'tenant', 'default')
    .option(
      '--workspace <name>',
      'of that workspace, what was sent on to it, and what is of no workspace; default: of all',
    )
    .option('--from <instant>', 'ISO instant: changes that came in from there on, wall clock')
    .option('--to <instant>', 'ISO instant: changes that came in before it');
}
