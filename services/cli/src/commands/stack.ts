import { down, shown, status, tableOf, up } from '@leadline/local';
import type { Command } from 'commander';
import { command, EXIT, type Io } from '../output/command.ts';

interface Named {
  readonly name: string;
}
/** `leadline up|down|status`: the local stack (Kafka, registry, Redis, mailbox). */
export function stackCommands(io: Io): readonly Command[] {
  const nameOption = ['--name <name>', 'name of the stack', io.env['LEADLINE_STACK'] ?? 'default'] as const;
  return [
    command<Named>(
      io,
      'up',
      'bring up a local stack; one that runs already is left alone',
      async ({ name }) => {
        const stack = await up({ name, say: (line) => io.err(`${line}\n`) });
        return { code: EXIT.well, json: shown(stack), lines: tableOf(stack) };
      },
    ).option(...nameOption),
    command<Named>(io, 'down', 'stop a local stack and remove its data', async ({ name }) => {
      const ran = await down(name);
      return {
        code: EXIT.well,
        json: { name, ran },
        lines: [ran ? `${name} is down` : `${name} did not run`],
      };
    }).option(...nameOption),
    command<Named>(
      io,
      'status',
      'show a local stack; exits 1 if it does not run or a part does not answer',
      async ({ name }) => {
        const stack = await status(name);
        if (stack === null) return { code: EXIT.amiss, json: null, lines: [`${name} does not run`] };
        const well = stack.resources.every((resource) => resource.healthy);
        return { code: well ? EXIT.well : EXIT.amiss, json: shown(stack), lines: tableOf(stack) };
      },
    ).option(...nameOption),
  ];
}
