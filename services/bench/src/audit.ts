import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { now } from './arrivals.ts';
import type { Ground } from './site.ts';
import { figure } from './table.ts';

/** What the command line says of it all; prints a line for each question. True: all is clean. */
export async function audit(env: Ground['env']): Promise<boolean> {
  let well = true;
  for (const args of [['reconcile', '--settle'], ['load', 'verify'], ['replay']]) {
    const began = now();
    const code = await leadline(args, env);
    well &&= code === 0;
    const verdict = code === 0 ? 'clean' : `ended with ${code}`;
    process.stdout.write(`leadline ${args.join(' ')}: ${verdict}, ${figure((now() - began) / 1000)} s\n`);
  }
  return well;
}

/** Runs the command line, whose output is ours unless it shall be quiet; answers its exit code. */
export function leadline(
  args: readonly string[],
  env: Ground['env'],
  output: 'quiet' | 'ours' = 'ours',
): Promise<number> {
  const shown = output === 'ours' ? 'inherit' : 'ignore';
  const main = join(import.meta.dirname, '../../cli/dist/main.js');
  const child = spawn(process.execPath, ['--max-old-space-size=8192', main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', shown, shown],
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
