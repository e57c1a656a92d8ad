import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

const program = createProgram({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  exit: (code) => {
    process.exitCode = code;
  },
});
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
}
// A client library may still hold a socket or a timer.
process.exit();
