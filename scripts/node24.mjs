import { spawn } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. Everything here runs in it and, until Node 24 is found, on any Node since 18. */
export const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');

/** kafkajs computes a negative time at connect, which Node 24 warns of; it is harmless and would stand in every output. */
export const QUIET = '--disable-warning=TimeoutNegativeWarning';

const age = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/** Installs the dependencies if they are missing or older than package-lock.json. Answers whether they are there. */
export async function install() {
  const installed = join(modules, '.package-lock.json');
  if (age(installed) >= age(join(root, 'package-lock.json'))) return true;
  process.stdout.write('Installing dependencies ...\n');
  // Not `npm ci`: it refuses a lock that leaves out optional binaries of other systems, as one does that was written
  // where the registry has only some. This takes the locked versions all the same and changes no file.
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--no-progress'];
  const code = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'install',
    '--no-save',
    ...quiet,
  ]);
  if (code !== 0) {
    process.stderr.write('npm could not install the dependencies: see its message above.\n');
    return false;
  }
  utimesSync(installed, new Date(), new Date());
  return true;
}

/** The Node 24 that is among the dependencies, else the running one if it is new enough, else null. */
export function node24() {
  const bundled = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null;
}

/** Environment in which Node 24 and the tools of the repository come first, and nx keeps to itself. */
function environment(node) {
  const path = [node === null ? '' : dirname(node), join(modules, '.bin'), process.env.PATH].filter(Boolean);
  return {
    ...process.env,
    PATH: path.join(process.platform === 'win32' ? ';' : ':'),
    ...(node === null ? {} : { NODE_OPTIONS: [process.env.NODE_OPTIONS, QUIET].filter(Boolean).join(' ') }),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    // ONNX Runtime would report to its maker; what serves sees to it itself (libs/models/src/load.ts).
    ORT_DISABLE_TELEMETRY: '1',
  };
}

/** Runs a program to its end, its output here. Answers its exit code; a missing program counts as 127. */
export function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: environment(node24()) });
  // A terminal gives Ctrl-C to the child as well; without one we pass it on.
  const pass = (signal) => {
    if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((resolve) => {
    const finish = (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code);
    };
    child.once('error', () => finish(127));
    child.once('exit', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Runs a program to its end and keeps its output. */
export function capture(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(node24()),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
