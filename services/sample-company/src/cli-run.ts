import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a command of the `leadline` CLI answered. */
export interface CliAnswer {
  readonly code: number;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly errors: string;
  /** Standard output as JSON; null when it is none. */
  readonly json: unknown;
}

/** Runs the CLI as a user would, with the addresses of the stack in its environment. */
export function runCli(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliAnswer> {
  return new Promise((resolve, reject) => {
    const main = join(import.meta.dirname, '../../cli/dist/main.js');
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output, errors, json: parse(output) }));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
