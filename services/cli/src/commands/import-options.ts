import { basename } from 'node:path';
import type { Command } from 'commander';
import { createIntake, type Intake } from '../imports/intake.ts';
import { type ImportReport, reportLines } from '../imports/report.ts';
import { EXIT, type Io, type Result } from '../output/command.ts';
import { secretIn } from '../secret.ts';
import { repairIntake, type RepairIntake } from '../repair/intake.ts';

/** Options of every command that calls intake. */
export interface IntakeOptions {
  readonly intake: string;
  readonly tenant: string;
  readonly apiKey?: string;
}

/** Options of every import. */
export interface ImportOptions extends IntakeOptions {
  readonly mapping: string;
  readonly rejects?: string;
}

/** Who changes how leads are routed by an import, and why: options of those that do. */
export interface AuthorOptions {
  readonly by?: string;
  readonly reason?: string;
}

export function withIntakeOptions(io: Io, command: Command): Command {
  return command
    .option(
      '--intake <url>',
      'address of the intake API',
      io.env['LEADLINE_INTAKE'] ?? 'http://127.0.0.1:8080',
    )
    .option('--tenant <name>', 'tenant', 'default')
    .option(
      '--api-key <key>',
      'API key of intake; better LEADLINE_API_KEY or LEADLINE_API_KEY_FILE, which no list of processes shows',
    );
}

export function withImportOptions(io: Io, command: Command): Command {
  return withIntakeOptions(io, command)
    .requiredOption('--mapping <file>', 'YAML that says how columns become fields (services/cli/README.md)')
    .option('--rejects <file>', 'write every row that was not accepted there, as NDJSON of line and reason');
}

/** An import is a sync as often as it is somebody's: it names itself, unless somebody says more. */
export function withAuthorOptions(command: Command): Command {
  return command
    .option('--by <id>', 'who imports it; an id, no name')
    .option('--reason <text>', 'why; default: that it is the import of the file');
}

/** Who and why, as bodies of commands say it. */
export const authorOf = ({ by, reason }: AuthorOptions, file: string) => ({
  by: by ?? null,
  reason: reason ?? `import of ${basename(file)}`,
});

export function intakeFor(io: Io, options: IntakeOptions): Intake {
  return createIntake(addressOf(io, options));
}

export function repairIntakeFor(io: Io, options: IntakeOptions): RepairIntake {
  return repairIntake(addressOf(io, options));
}

function addressOf(io: Io, { apiKey, intake, tenant }: IntakeOptions) {
  return { url: intake, tenant, apiKey: apiKey ?? secretIn(io.env, 'LEADLINE_API_KEY') };
}

/** An import is well if no row and no outcome was rejected. */
export function imported(report: ImportReport): Result {
  const well = report.rejected + report.outcomesRejected === 0;
  return { code: well ? EXIT.well : EXIT.amiss, json: report, lines: reportLines(report) };
}
