import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inCache } from '../../local/src/download.ts';
import { run } from '../../local/src/run.ts';

const ANSWERS = ['--version'];

/** What this machine lacks for {@link promtool}; null when nothing. */
export async function missingForAlerts(): Promise<string | null> {
  if ((await run('promtool', ANSWERS)).code === 0) return null;
  const [apt, dpkg] = await Promise.all([run('apt-get', ANSWERS), run('dpkg-deb', ANSWERS)]);
  return apt.code === 0 && dpkg.code === 0 ? null : 'promtool, or apt-get, which has it';
}

/**
 * promtool of this machine, else out of Debian's package, once per machine and without installing it. Building it
 * would mean the SDKs of all clouds.
 * @throws Error with the output of what failed
 */
export async function promtool(): Promise<string> {
  if ((await run('promtool', ANSWERS)).code === 0) return 'promtool';
  const folder = await inCache('promtool-debian', unpack);
  return join(folder, 'usr/bin/promtool');
}

async function unpack(folder: string): Promise<void> {
  process.stderr.write('promtool: fetching (kept for next time)\n');
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(join(draft, 'usr'), { recursive: true });
  const fetch = () => run('apt-get', ['download', 'prometheus'], draft);
  let { code, output } = await fetch();
  // A machine that has never asked Debian knows of no package.
  if (code !== 0 && (await run('apt-get', ['update'])).code === 0) ({ code, output } = await fetch());
  const file = (await readdir(draft)).find((name) => name.endsWith('.deb'));
  if (code !== 0 || file === undefined) throw new Error(`promtool cannot be fetched: ${output}`);
  const unpacked = await run('dpkg-deb', ['-x', join(draft, file), draft]);
  if (unpacked.code !== 0) throw new Error(`promtool cannot be unpacked: ${unpacked.output}`);
  await rm(join(draft, file));
  await rename(draft, folder);
}
