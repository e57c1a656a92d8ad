import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inCache } from '@leadline/local';
import { HERE } from './fleet.ts';

const exec = promisify(execFile);
const QUIET = { maxBuffer: 64 * 1024 * 1024 };

/** The commit that CHANGELOG.md records for a release. @throws Error if it records none */
export async function commitOf(release: string): Promise<string> {
  const changes = await readFile(join(HERE, 'CHANGELOG.md'), 'utf8');
  const section = changes.split(/^## /m).find((text) => text.startsWith(release)) ?? '';
  const commit = /^Commit ([0-9a-f]{7,40})\.$/m.exec(section)?.[1];
  if (commit === undefined) throw new Error(`CHANGELOG.md names no commit for ${release}.`);
  return commit;
}

/**
 * Folder with a build of an earlier commit, out of this repository's own history; made once per machine.
 * @throws Error with the output of what failed, also where this is no clone with that history
 */
export function buildOf(commit: string): Promise<string> {
  return inCache(`leadline-${commit}`, async (folder) => {
    const draft = `${folder}.draft`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    const archive = `${draft}.tar`;
    await exec('git', ['archive', '--format=tar', `--output=${archive}`, commit], { cwd: HERE });
    await exec('tar', ['-xf', archive, '-C', draft]);
    await rm(archive);
    // Not `npm ci`: not every npm takes the lock file that another has written.
    await exec('npm', ['install', '--no-save', '--no-audit', '--no-fund'], { cwd: draft, ...QUIET });
    await exec('npm', ['run', 'build'], {
      cwd: draft,
      env: { ...process.env, NX_DAEMON: 'false' },
      ...QUIET,
    });
    await rename(draft, folder);
  });
}
