/**
 * Runs every check of the repository and goes on after a failed one, so that one run shows the whole picture. The last
 * line is `N passed, N failed`: each test counts as one, and so does each other check. Names of steps as arguments run
 * only those: `npm run verify -- lint unit`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { capture, root, run } from './node24.mjs';

const tool = (name, ...args) => ({ command: name, args });
const node = (...args) => ({ command: process.execPath, args });

/** Step name -> what runs. */
const CHECKS = {
  format: tool('prettier', '--check', '--log-level', 'warn', '.'),
  // From sources: nothing has been built yet.
  generated: node('--conditions=@leadline/source', 'scripts/generate.mjs', '--check'),
  // Before types and lint, which see the types of other packages in what was built.
  build: tool('nx', 'run-many', '-t', 'build'),
  types: tool('tsc', '-p', 'tsconfig.spec.json'),
  lint: tool('oxlint', '--type-aware'),
  knip: tool('knip', '--no-config-hints'),
};
const TESTS = ['unit', 'int', 'e2e'];

const wanted = process.argv.slice(2);
const known = [...Object.keys(CHECKS), ...TESTS];
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No step is named ${unknown.join(', ')}. Steps: ${known.join(', ')}.\n`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'leadline-verify-'));
const total = { passed: 0, failed: 0 };
const lines = [];
/** Names of failed tests, said once more at the end: the place where they failed may be thousands of lines above. */
const failures = [];
if (wanted.length === 0) fetchAhead();

for (const name of known) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const start = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const { passed, failed, note = '' } = TESTS.includes(name) ? await test(name) : await check(CHECKS[name]);
  total.passed += passed;
  total.failed += failed;
  const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(6);
  const result = failed > 0 ? `FAILED (${failed})` : 'ok';
  lines.push(`${name.padEnd(10)} ${seconds} s  ${result}${note}`);
  process.stdout.write(`${lines.at(-1)}\n`);
}

rmSync(scratch, { recursive: true, force: true });
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.join('\n')}\n`);
process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** The chart's tests need Helm, whose first build takes minutes: it goes on beside the other steps, after everybody else. */
function fetchAhead() {
  const args = ['--conditions=@leadline/source', '--no-warnings', 'deploy/checks/tools/fetch.ts'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  if (child.pid !== undefined) setPriority(child.pid, 10);
  // If it fails the tests find nothing in the cache, and tell why.
  child.on('error', () => {});
  child.unref();
}

async function check({ command, args }) {
  const { code, output } = await capture(command, args);
  if (code !== 0) process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function test(project) {
  const file = join(scratch, `${project}.json`);
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  // A failed test may leave a client open: its result stands, and the run has to end all the same.
  const options = ['--selectProjects', project, '--json', `--outputFile=${file}`, '--forceExit'];
  // Jest leaves a core free, of two that is half. The other tests drive servers, which need the cores themselves.
  if (project === 'unit') options.push('--maxWorkers=100%');
  const code = await run(process.execPath, [...jest, ...options]);
  return counts(file, code);
}

/** A run that ends badly without a failed test has failed all the same, so it counts as one. */
function counts(file, code) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    failures.push(...failedIn(result));
    const skipped = result.numPendingTests + result.numTodoTests;
    return {
      passed: result.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      note: `, ${result.numPassedTests} tests${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    };
  } catch {
    return { passed: 0, failed: 1, note: ', ended without a result' };
  }
}

/** A line for each failed test of Jest's result, and for each file that could not be run. */
function failedIn({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length > 0) return failed.map(({ fullName }) => `  ${file}: ${fullName}`);
    return status === 'failed' ? [`  ${file}: could not be run`] : [];
  });
}
