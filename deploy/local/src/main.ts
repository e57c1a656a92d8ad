import { rm } from 'node:fs/promises';
import { LeadlineError } from '@leadline/contracts';
import { claim } from './claims.ts';
import type { Answer } from './named.ts';
import { upStack, type Stack } from './stack.ts';
import { removeState, stackFile, writeState } from './state.ts';

/**
 * The process that owns a stack: `node main.js NAME [--tied]`. Progress goes to standard error; one JSON line (`Answer`)
 * to standard output when the stack is up or has failed. SIGTERM and SIGINT take it down; with --tied, so does the end
 * of standard input, that is, the end of the caller.
 */
const [, , name = 'default', tied] = process.argv;

function answer(line: Answer): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve()));
}

async function bringUp(): Promise<Stack> {
  if (!(await claim(stackFile(name, 'lock')))) {
    throw new LeadlineError(
      'LEADLINE_STACK_NAME',
      `A stack named ${name} is coming up or going down right now.`,
    );
  }
  return upStack({ say: (line) => void process.stderr.write(`${line}\n`) });
}

/** Resolves when this stack is no longer wanted. */
const ending = new Promise<void>((resolve) => {
  // A stack of given addresses has no child that would keep this process alive.
  setInterval(() => undefined, 1 << 30);
  process.once('SIGTERM', resolve);
  process.once('SIGINT', resolve);
  if (tied === '--tied') process.stdin.resume().once('close', resolve);
});
// The caller of a detached stack closes its ends of the pipes when it has its answer.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

try {
  const stack = await bringUp();
  await answer({ up: await writeState(name, stack) });
  await ending;
  await stack.down();
  await removeState(name);
  await rm(stackFile(name, 'lock'), { force: true });
  process.exit(0);
} catch (error) {
  const code = error instanceof LeadlineError ? error.code : 'LEADLINE_UNEXPECTED';
  await answer({ failed: { code, message: error instanceof Error ? error.message : String(error) } });
  process.exit(1);
}
