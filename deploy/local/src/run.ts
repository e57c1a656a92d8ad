import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a program ended. */
export interface Ended {
  /** Exit code; null when the program is not installed or was killed. */
  readonly code: number | null;
  /** Standard output and standard error together. */
  readonly output: string;
}

/** Runs a program to its end. Never throws: a missing program has the code null. */
export function run(command: string, args: readonly string[], cwd?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** As {@link run}. @throws Error with its output where it ends with another code than 0 */
export async function must(...[command = '', ...args]: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${output}`);
}

/** Arguments for Node that run a module of this folder, built or not. */
export function moduleArguments(name: string): string[] {
  const extension = extname(fileURLToPath(import.meta.url));
  const file = fileURLToPath(new URL(`./${name}${extension}`, import.meta.url));
  return extension === '.ts' ? ['--conditions=@leadline/source', file] : [file];
}
