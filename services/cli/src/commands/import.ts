import type { Command } from 'commander';
import { withCluster } from '../cluster.ts';
import { importLeads } from '../imports/leads.ts';
import { loadMapping } from '../mapping/load.ts';
import { command, type Io, whole } from '../output/command.ts';
import { createProgress } from '../output/progress.ts';
import { settled } from '../settled.ts';
import {
  type AuthorOptions,
  authorOf,
  type ImportOptions,
  imported,
  intakeFor,
  withAuthorOptions,
  withImportOptions,
} from './import-options.ts';

interface LeadOptions extends ImportOptions, AuthorOptions {
  readonly source: string;
  readonly settleTimeout: number;
}

const USAGE = 'import leads (and their outcomes) from a CSV or NDJSON file; exits 1 if rows were rejected';

/** `leadline import <file> --source NAME --mapping FILE`. */
export function importCommand(io: Io): Command {
  const leads = command<LeadOptions>(io, 'import <file>', USAGE, async (options, [file = '']) => {
    const mapping = await loadMapping(options.mapping, 'leads');
    const progress = createProgress(io, process.stderr.isTTY);
    const run = (wait: (stages: readonly string[]) => Promise<void>) =>
      importLeads({
        file,
        mapping,
        tenant: options.tenant,
        source: options.source,
        author: authorOf(options, file),
        rejectsFile: options.rejects ?? null,
        intake: intakeFor(io, options),
        settled: wait,
        progress: progress.line,
        now: Date.now(),
      });
    // A live clock needs nothing but the API.
    const report =
      mapping.clock === 'live'
        ? await run(async () => {})
        : await withCluster(io.env, ({ client }) =>
            run((stages) => settled(client, stages, options.settleTimeout * 1000)),
          );
    progress.done();
    return imported(report);
  })
    .requiredOption(
      '--source <name>',
      'name of the source: with the idempotency key it makes the id of a lead',
    )
    .option(
      '--settle-timeout <seconds>',
      'event clock: longest wait for the pipeline in one step',
      whole(0),
      120,
    );
  return withAuthorOptions(withImportOptions(io, leads));
}
