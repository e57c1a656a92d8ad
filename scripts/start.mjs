/** Builds Leadline and runs a program of the sample company on it: `main` (npm start) or `train`. The rest goes to the program: try --help. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capture, root, run } from './node24.mjs';

const [program = 'main', ...rest] = process.argv.slice(2);
const MAIN = `services/sample-company/dist/${program}.js`;

const start = Date.now();
process.stdout.write('Building ... ');
const build = await capture('nx', ['run-many', '-t', 'build']);
process.stdout.write(build.code === 0 ? `${Math.round((Date.now() - start) / 1000)} s\n` : 'failed\n');

if (build.code !== 0) {
  process.stderr.write(build.output);
  process.exitCode = 1;
} else if (existsSync(join(root, MAIN))) {
  process.exitCode = await run(process.execPath, [MAIN, ...rest]);
} else {
  process.stderr.write(`The build has not written ${MAIN}, so there is no sample company to run.\n`);
  process.exitCode = 1;
}
