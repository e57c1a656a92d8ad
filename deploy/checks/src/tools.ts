import { execFile } from 'node:child_process';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inCache } from '../../local/src/download.ts';
import { must, run } from '../../local/src/run.ts';
import { goProgram, hasGo } from './go.ts';

const HELM = '3.22.0';
const REQUIREMENTS = join(import.meta.dirname, '../requirements.txt');
/** Fails where the interpreter is too old or cannot make a venv; else prints what a venv depends on. */
const PYTHON =
  'import sys, ensurepip, venv; assert sys.version_info >= (3, 9); print(sys.version_info[:2], sys.base_prefix)';

/** Programs with which the chart is tested. */
export interface ChartTools {
  readonly helm: string;
  /** A Python that has kubernetes-validate. */
  readonly python: string;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What this machine lacks for {@link chartTools}; null when nothing. */
export async function missingForChart(): Promise<string | null> {
  if ((await run('python3', ['-c', PYTHON])).code !== 0) return 'Python 3.9 or newer with venv';
  return (await hasGo()) ? null : 'Go 1.21 or newer, which builds Helm';
}

/**
 * Builds Helm and installs kubernetes-validate, once per machine; some three minutes of processor time.
 * @throws Error with the output of what failed
 */
export async function chartTools(): Promise<ChartTools> {
  const helm = await inCache(`helm-${HELM}`, buildHelm);
  const [requirements, { output }] = await Promise.all([
    readFile(REQUIREMENTS, 'utf8'),
    run('python3', ['-c', PYTHON]),
  ]);
  const name = `${requirements.trim().replaceAll(/[^\w.-]+/g, '-')}-python${output.replaceAll(/\D+/g, '-')}`;
  const venv = await inCache(name.replace(/-$/, ''), installValidator);
  return { helm: join(helm, 'helm'), python: join(venv, 'bin/python') };
}

/** From the module proxy, whose checksums Go compares with its public log. */
async function buildHelm(folder: string): Promise<void> {
  say(`helm-${HELM}: building (kept for next time)`);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  const env = { ...process.env, GOBIN: draft, CGO_ENABLED: '0', GOTOOLCHAIN: 'auto' };
  const args = ['install', '-trimpath', '-ldflags=-s -w', `helm.sh/helm/v3/cmd/helm@v${HELM}`];
  await promisify(execFile)(await goProgram(), args, { env, cwd: join(folder, '..') });
  await rename(draft, folder);
}

async function installValidator(folder: string): Promise<void> {
  say('kubernetes-validate: installing (kept for next time)');
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await must('python3', '-m', 'venv', draft);
  const pip = [join(draft, 'bin/python'), '-m', 'pip', 'install', '--quiet', '--only-binary=:all:'];
  await must(...pip, '-r', REQUIREMENTS);
  await rename(draft, folder);
}
