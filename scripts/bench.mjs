/** Builds Leadline and measures it (npm run bench). The arguments go to services/bench: try --help. */
import { capture, root, run } from './node24.mjs';

const build = await capture('nx', ['run-many', '-t', 'build']);
if (build.code === 0) {
  process.exitCode = await run(process.execPath, [
    `${root}services/bench/dist/main.js`,
    ...process.argv.slice(2),
  ]);
} else {
  process.stderr.write(build.output);
  process.exitCode = 1;
}
