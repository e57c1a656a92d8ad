import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that runs a source file of this repository. */
export interface Child {
  readonly pid: number;
  /** Resolves when the process has written this line to standard output. */
  said(line: string): Promise<void>;
  /** The rest of the first line on standard output that begins so. */
  told(start: string): Promise<string>;
  /** Ends the process (SIGKILL by default) and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

const hooks = fileURLToPath(new URL('../jest/swc-hooks.js', import.meta.url));

/** Starts `node <file>`; standard error goes to ours if `LEADLINE_TEST_VERBOSE` is set. */
export function startChild(file: string, env: Readonly<Record<string, string>>): Child {
  const args = ['--conditions=@leadline/source', '--no-warnings', '--import', hooks, file];
  const verbose = process.env['LEADLINE_TEST_VERBOSE'] ? 'inherit' : 'ignore';
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', verbose],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const line = async (what: string, wanted: (line: string) => boolean): Promise<string> => {
    for (;;) {
      const found = output.split('\n').slice(0, -1).find(wanted);
      if (found !== undefined) return found;
      if (child.exitCode !== null)
        throw new Error(`${file} ended with ${child.exitCode} before it said ${what}`);
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    }
  };
  return {
    pid: child.pid ?? -1,
    said: async (wanted) => void (await line(wanted, (one) => one === wanted)),
    told: async (start) => (await line(start, (one) => one.startsWith(start))).slice(start.length),
    kill: (signal = 'SIGKILL') => end(child, signal),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
