import { randomUUID } from 'node:crypto';
import { LeadlineError } from '@leadline/contracts';
import { Command } from 'commander';
import { command, EXIT, type Io, type Result } from '../output/command.ts';
import { fixCommand } from './lead-fix.ts';
import { intakeFor, type IntakeOptions, withIntakeOptions } from './import-options.ts';

interface LeadOptions extends IntakeOptions {
  readonly workspace: string;
  readonly by?: string;
  readonly reason?: string;
}

/** `leadline lead merge <leadId> <otherLeadId>`, `leadline lead split <leadId>`, `leadline lead fix <leadId> field=value …`. */
export function leadCommand(io: Io): Command {
  const merge = command<LeadOptions>(
    io,
    'merge <leadId> <otherLeadId>',
    'say that an open lead repeats another: it leaves its rep, and the other stays',
    (options, [leadId = '', otherLeadId = '']) =>
      send(io, options, { leadId, command: 'merge', otherLeadId }),
  );
  const split = command<LeadOptions>(
    io,
    'split <leadId>',
    'say that a duplicate is none: it goes back to its rep, or is routed',
    (options, [leadId = '']) => send(io, options, { leadId, command: 'split' }),
  );
  return new Command('lead')
    .description('what a person says of one lead')
    .addCommand(withLeadOptions(io, merge))
    .addCommand(withLeadOptions(io, split))
    .addCommand(fixCommand(io));
}

function withLeadOptions(io: Io, one: Command): Command {
  return withIntakeOptions(io, one)
    .option('--workspace <name>', 'workspace of the lead', 'default')
    .option('--by <id>', 'who says so; an id, no name')
    .option('--reason <text>', 'why');
}

/** Throws LEADLINE_INTAKE_INVALID when intake does not take the command. */
async function send(
  io: Io,
  options: LeadOptions,
  said: { readonly leadId: string; readonly command: string; readonly otherLeadId?: string },
): Promise<Result> {
  const { workspace, by = null, reason = null } = options;
  const body = { ...said, eventId: randomUUID(), workspace, by, reason };
  const [answer] = await intakeFor(io, options).post('/v1/commands', [body]);
  if (answer !== undefined && 'code' in answer)
    throw new LeadlineError('LEADLINE_INTAKE_INVALID', answer.message, { where: said.leadId });
  const lines = [`Accepted: ${said.command} ${said.leadId}. See \`leadline trace ${said.leadId}\`.`];
  return { code: EXIT.well, json: { accepted: true, ...body }, lines };
}
