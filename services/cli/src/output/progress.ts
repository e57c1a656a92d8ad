import type { Io } from './command.ts';

const QUIET_MS = 5_000;

/** One line that is written over on a terminal; elsewhere a line every few seconds. `done` ends it. */
export function createProgress(
  io: Io,
  terminal: boolean,
): { line: (text: string) => void; done: () => void } {
  let last = 0;
  let width = 0;
  return {
    line: (text) => {
      if (terminal) {
        io.err(`\r${text.padEnd(width)}`);
        width = text.length;
      } else if (Date.now() - last >= QUIET_MS) {
        last = Date.now();
        io.err(`${text}\n`);
      }
    },
    done: () => {
      if (terminal && width > 0) io.err('\n');
    },
  };
}
