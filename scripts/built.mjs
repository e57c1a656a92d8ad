/** Builds Leadline and runs a program of a service: `bench/main`, `simulator/main`. The rest goes to the program: try --help. */
import { capture, root, run } from './node24.mjs';

const [service, program] = (process.argv[2] ?? '').split('/');
const build = await capture('nx', ['run-many', '-t', 'build']);
if (build.code === 0) {
  process.exitCode = await run(process.execPath, [
    `${root}services/${service}/dist/${program}.js`,
    ...process.argv.slice(3),
  ]);
} else {
  process.stderr.write(build.output);
  process.exitCode = 1;
}
