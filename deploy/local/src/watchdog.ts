import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { moduleArguments } from './run.ts';

/** Ends what is left of a stack when the process that owns it has died in whatever way. */
export interface Watchdog {
  /** From now on this process, and its group if it leads one, dies with the owner. */
  readonly guard: (child: ChildProcess) => void;
  /** Ends the watchdog, what it still guards, and the folder. */
  dismiss(): Promise<void>;
}

/** Starts a watchdog: a process outside our group that reads a pipe from us. The kernel closes the pipe when we die. */
export function startWatchdog(folder: string): Watchdog {
  const child = spawn(process.execPath, [...moduleArguments('watchdog-main'), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as Socket).unref();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    guard: (guarded) => {
      const { pid } = guarded;
      if (pid === undefined) return;
      child.stdin.write(`+${pid}\n`);
      guarded.once('exit', () => child.stdin.write(`-${pid}\n`));
    },
    dismiss: () => {
      child.ref();
      child.stdin.end();
      return ended;
    },
  };
}
