import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LeadlineError } from '@leadline/contracts';
import type { Command } from 'commander';
import { Unmappable } from '../mapping/value.ts';
import { command, EXIT, type Io, type Result } from '../output/command.ts';
import type { Patch } from '../repair/intake.ts';
import { patchOfArguments } from '../repair/patch.ts';
import { type IntakeOptions, repairIntakeFor, withIntakeOptions } from './import-options.ts';

interface FixOptions extends IntakeOptions {
  readonly file?: string;
  readonly by?: string;
  readonly reason?: string;
}

/** `leadline lead fix <leadId> field=value … [--file FILE]`. */
export function fixCommand(io: Io): Command {
  const fix = command<FixOptions>(
    io,
    'fix <leadId> [changes...]',
    'change what a lead says (field=value; nothing after = takes the value away), and send it through again',
    (options, [leadId = '', ...changes]) => mend(io, options, leadId, changes),
  );
  return withIntakeOptions(io, fix)
    .option('--file <file>', 'take the changes from a JSON file (a merge patch), besides those given here')
    .option('--by <id>', 'who changes it; an id, no name')
    .option('--reason <text>', 'why');
}

/** Throws LEADLINE_INTAKE_INVALID where an argument cannot be read, LEADLINE_INTAKE_REFUSED with what intake says. */
async function mend(
  io: Io,
  options: FixOptions,
  leadId: string,
  changes: readonly string[],
): Promise<Result> {
  const { by = null, reason = null, file } = options;
  const patch = { ...(file === undefined ? {} : await patchIn(file)), ...given(changes) };
  const answer = await repairIntakeFor(io, options).amend(leadId, patch, { key: randomUUID(), by, reason });
  if ('code' in answer)
    throw new LeadlineError('LEADLINE_INTAKE_REFUSED', `${answer.code}: ${answer.message}`, {
      where: leadId,
    });
  const { attempt } = answer;
  const lines = [`Accepted: lead ${leadId}, attempt ${attempt}. See \`leadline trace ${leadId}\`.`];
  return { code: EXIT.well, json: { accepted: true, leadId, attempt }, lines };
}

function given(changes: readonly string[]): Patch {
  try {
    return patchOfArguments(changes);
  } catch (error) {
    if (!(error instanceof Unmappable)) throw error;
    throw new LeadlineError('LEADLINE_INTAKE_INVALID', `${error.message}.`, { where: 'changes' });
  }
}

async function patchIn(file: string): Promise<Patch> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Patch;
    throw new Error('it is not a JSON object');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file}: ${why}`, { where: file, cause });
  }
}
