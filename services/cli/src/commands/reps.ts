import { Command } from 'commander';
import { importPlain } from '../imports/plain.ts';
import { outcomeOf, repOf } from '../mapping/bodies.ts';
import { loadMapping } from '../mapping/load.ts';
import { command, type Io } from '../output/command.ts';
import { createProgress } from '../output/progress.ts';
import {
  type AuthorOptions,
  authorOf,
  type ImportOptions,
  imported,
  intakeFor,
  withAuthorOptions,
  withImportOptions,
} from './import-options.ts';

/** `leadline reps import <file> --mapping FILE`. */
export function repsCommand(io: Io): Command {
  const usage = 'import reps from a CSV or NDJSON file; exits 1 if rows were rejected';
  const reps = command<ImportOptions & AuthorOptions>(
    io,
    'import <file>',
    usage,
    async (options, [file = '']) => {
      const mapping = await loadMapping(options.mapping, 'reps');
      const author = authorOf(options, file);
      const progress = createProgress(io, process.stderr.isTTY);
      const report = await importPlain({
        file,
        mapping,
        rejectsFile: options.rejects ?? null,
        intake: intakeFor(io, options),
        path: '/v1/reps',
        bodyOf: (row) => ({ ...repOf(mapping, row), ...author }),
        progress: progress.line,
      });
      progress.done();
      return imported(report);
    },
  );
  return new Command('reps')
    .description('sales reps')
    .addCommand(withAuthorOptions(withImportOptions(io, reps)));
}

/** `leadline outcomes import <file> --source NAME --mapping FILE`. */
export function outcomesCommand(io: Io): Command {
  const usage = 'import what became of leads from a CSV or NDJSON file; exits 1 if rows were rejected';
  const outcomes = command<ImportOptions & { source: string }>(
    io,
    'import <file>',
    usage,
    async (options, [file = '']) => {
      const mapping = await loadMapping(options.mapping, 'outcomes');
      const progress = createProgress(io, process.stderr.isTTY);
      const report = await importPlain({
        file,
        mapping,
        rejectsFile: options.rejects ?? null,
        intake: intakeFor(io, options),
        path: '/v1/outcomes',
        bodyOf: (row) => outcomeOf(mapping, row, options),
        progress: progress.line,
      });
      progress.done();
      return imported(report);
    },
  ).requiredOption('--source <name>', 'source under which the leads were imported');
  return new Command('outcomes').description('outcomes of leads').addCommand(withImportOptions(io, outcomes));
}
