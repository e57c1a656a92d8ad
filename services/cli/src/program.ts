import { Command } from 'commander';
import { changesCommand } from './commands/changes.ts';
import { schemasCommand, topicsCommand } from './commands/deploy.ts';
import { dlqCommand } from './commands/dlq.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { keysCommand } from './commands/keys.ts';
import { leadCommand } from './commands/lead.ts';
import { loadCommand } from './commands/load.ts';
import { policyCommand } from './commands/policy.ts';
import { pricesCommand } from './commands/prices.ts';
import { quarantineCommand } from './commands/quarantine.ts';
import { modelsCommand } from './commands/models.ts';
import { qualityCommand } from './commands/quality.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { replayCommand } from './commands/replay.ts';
import { reportCommand } from './commands/report.ts';
import { outcomesCommand, repsCommand } from './commands/reps.ts';
import { serveCommand } from './commands/serve.ts';
import { stackCommands } from './commands/stack.ts';
import { trainCommand } from './commands/train.ts';
import { traceCommand } from './commands/trace.ts';
import { EXIT, type Io } from './output/command.ts';

const AFTER = `
Exit codes: 0 all is well, 1 something is amiss (rows rejected, leads lost, decisions that differ, …),
2 not done or not checkable. Addresses come from LEADLINE_KAFKA, LEADLINE_REGISTRY and LEADLINE_REDIS,
else from the local stack that \`leadline up\` started (LEADLINE_STACK names another than \`default\`).`;

/** The whole command line. */
export function createProgram(io: Io): Command {
  const program = new Command('leadline')
    .description('Routes leads to reps over Kafka.')
    .addHelpText('after', AFTER);
  const commands = [
    ...stackCommands(io),
    schemasCommand(io),
    topicsCommand(io),
    serveCommand(io),
    importCommand(io),
    repsCommand(io),
    outcomesCommand(io),
    historyCommand(io),
    trainCommand(io),
    modelsCommand(io),
    pricesCommand(io),
    leadCommand(io),
    quarantineCommand(io),
    policyCommand(io),
    traceCommand(io),
    changesCommand(io),
    exportCommand(io),
    reportCommand(io),
    qualityCommand(io),
    reconcileCommand(io),
    replayCommand(io),
    loadCommand(io),
    dlqCommand(io),
    keysCommand(io),
    doctorCommand(io),
  ];
  for (const one of commands) program.addCommand(one);
  wire(program, io);
  return program;
}

/** Usage errors exit with `failed`, so that 1 always means a finding. */
function wire(command: Command, io: Io): void {
  command.configureOutput({ writeOut: io.out, writeErr: io.err });
  command.showHelpAfterError('Add --help to see what it takes.');
  command.exitOverride((error) => {
    io.exit(error.exitCode === 0 ? EXIT.well : EXIT.failed);
    throw error;
  });
  for (const child of command.commands) wire(child, io);
}
