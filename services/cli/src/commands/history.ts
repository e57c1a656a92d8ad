import { Command } from 'commander';
import { withCluster } from '../cluster.ts';
import { canonicaliser } from '../history/canonical.ts';
import { importHistory } from '../history/import.ts';
import { withHistory } from '../history/write.ts';
import { loadMapping } from '../mapping/load.ts';
import { command, type Io } from '../output/command.ts';
import { createProgress } from '../output/progress.ts';
import { imported } from './import-options.ts';

interface HistoryOptions {
  readonly mapping: string;
  readonly source: string;
  readonly tenant: string;
  readonly rejects?: string;
}

const USAGE =
  'import deals of the time before Leadline, for models to learn from; exits 1 if rows were rejected';

/** `leadline history import <file> --source NAME --mapping FILE`. */
export function historyCommand(io: Io): Command {
  const history = command<HistoryOptions>(io, 'import <file>', USAGE, async (options, [file = '']) => {
    const { tenant, source } = options;
    const mapping = await loadMapping(options.mapping, 'history');
    const progress = createProgress(io, process.stderr.isTTY);
    const job = { file, mapping, tenant, source, rejectsFile: options.rejects ?? null };
    const canonical = canonicaliser(io.env);
    const report = await withCluster(io.env, (cluster) =>
      withHistory(cluster, (write) => importHistory({ ...job, canonical, write, progress: progress.line })),
    );
    progress.done();
    return imported(report);
  })
    .requiredOption('--mapping <file>', 'YAML that says how columns become fields (services/cli/README.md)')
    .requiredOption(
      '--source <name>',
      'name of the source: with the idempotency key it makes the id of a deal',
    )
    .option('--tenant <name>', 'tenant', 'default')
    .option('--rejects <file>', 'write every row that was not accepted there, as NDJSON of line and reason');
  return new Command('history').description('deals of the time before Leadline').addCommand(history);
}
