/** Builds Leadline and runs a program of services/bench: `main` (npm run bench) or `soak`. The rest goes to the program: try --help. */
import { capture, root, run } from './node24.mjs';

const [program = 'main', ...rest] = process.argv.slice(2);
const build = await capture('nx', ['run-many', '-t', 'build']);
if (build.code === 0) {
  process.exitCode = await run(process.execPath, [`${root}services/bench/dist/${program}.js`, ...rest]);
} else {
  process.stderr.write(build.output);
  process.exitCode = 1;
}
