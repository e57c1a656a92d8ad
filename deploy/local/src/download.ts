import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { claim } from './claims.ts';
import { waitUntil } from './health.ts';
import { homeFolder } from './home.ts';

/** Takes one line for a person who waits. */
export type Say = (line: string) => void;

/** Something that is downloaded once per machine. */
export interface Artefact {
  /** Name and version; also the name of its folder in the cache. */
  readonly name: string;
  readonly megabytes: number;
  /** What {@link digestOf} must give for the downloaded files, or a list of such where systems differ. */
  readonly digests: readonly string[];
  /** Puts the files into an empty folder. */
  download(into: string): Promise<void>;
  /** Turns the verified files into what is used. Without it they are used as they are. */
  unpack?(from: string, into: string): Promise<void>;
}

const TICK_MS = 5000;
const LOCK_MS = 15 * 60_000;

/** One SHA-256 over the names and contents of all files of a folder. */
export async function digestOf(folder: string): Promise<string> {
  const all = createHash('sha256');
  for (const file of (await readdir(folder)).toSorted()) {
    const one = createHash('sha256').update(await readFile(join(folder, file)));
    all.update(`${one.digest('hex')}  ${file}\n`);
  }
  return all.digest('hex');
}

/**
 * The folder of an artefact in the cache; downloads and verifies it when it is not there yet.
 * @throws LeadlineError LEADLINE_STACK_DOWNLOAD, LEADLINE_STACK_CHECKSUM, LEADLINE_STACK_PREREQUISITE
 */
export function cached(artefact: Artefact, say: Say): Promise<string> {
  return inCache(artefact.name, (folder) => bringIn(artefact, folder, say));
}

/**
 * A folder in the cache. Where it is not there yet, `make` makes it, and only once, however many ask; it has to come into
 * place whole, by a rename.
 */
export async function inCache(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(homeFolder(), name);
  if (await exists(folder)) return folder;
  const lock = `${folder}.lock`;
  await waitUntil(() => claim(lock), LOCK_MS);
  try {
    if (!(await exists(folder))) await make(folder);
  } finally {
    await rm(lock, { force: true });
  }
  return folder;
}

async function bringIn(artefact: Artefact, folder: string, say: Say): Promise<void> {
  const [downloaded, unpacked] = [`${folder}.download`, `${folder}.unpacked`];
  await Promise.all([downloaded, unpacked].map((path) => rm(path, { recursive: true, force: true })));
  await mkdir(downloaded, { recursive: true });
  await withProgress(artefact, say, () => artefact.download(downloaded));
  const digest = await digestOf(downloaded);
  if (!artefact.digests.includes(digest)) {
    await rm(downloaded, { recursive: true });
    throw new LeadlineError('LEADLINE_STACK_CHECKSUM', `${artefact.name} has the SHA-256 ${digest}.`);
  }
  if (!artefact.unpack) return rename(downloaded, folder);
  await mkdir(unpacked);
  await artefact.unpack(downloaded, unpacked);
  await rm(downloaded, { recursive: true });
  return rename(unpacked, folder);
}

async function withProgress(artefact: Artefact, say: Say, work: () => Promise<void>): Promise<void> {
  const start = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - start) / 1000)} s`;
  say(`${artefact.name}: downloading ${artefact.megabytes} MB (kept for next time)`);
  const ticker = setInterval(() => say(`${artefact.name}: still downloading (${seconds()})`), TICK_MS);
  try {
    await work();
  } finally {
    clearInterval(ticker);
  }
  say(`${artefact.name}: downloaded in ${seconds()}`);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
