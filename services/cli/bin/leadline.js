#!/usr/bin/env node
/** `npx leadline` on any Node since 18: finds the Node 24 that is among the dependencies and runs the CLI on it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { node24, QUIET } from '../../../scripts/node24.mjs';

const node = node24();
if (node === null) {
  process.stderr.write(
    `leadline needs Node 24, and this is Node ${process.versions.node}. Install Node 24 and run it again.\n`,
  );
  process.exit(2);
}
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const child = spawn(node, [QUIET, main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
