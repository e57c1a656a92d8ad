/**
 * Runs a program of the repository on Node 24, whatever the system has:
 * `node scripts/with-node.mjs [--install] FILE [ARGUMENTS]`. With --install the dependencies are installed first.
 */
import { install, node24, run } from './node24.mjs';

const wanted = process.argv.slice(2);
const ready = wanted[0] !== '--install' || (await install());
const program = wanted[0] === '--install' ? wanted.slice(1) : wanted;
const node = node24();

if (!ready) process.exitCode = 1;
else if (node) process.exitCode = await run(node, program);
else {
  process.stderr.write(
    `Leadline needs Node 24, and this is Node ${process.versions.node}. On Linux and on Macs with Apple silicon ` +
      '`npm ci` brings it along; elsewhere install Node 24 and run the command again.\n',
  );
  process.exitCode = 1;
}
