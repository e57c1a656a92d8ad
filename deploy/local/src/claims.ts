import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { homeFolder } from './home.ts';

/** Ports below the range from which systems take the ports of outgoing connections, so that none of those gets in between. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** Whether a process of this id runs. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes a file that at most one living process holds. Claims of dead processes count as free. */
export async function claim(file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, String(process.pid));
  try {
    // A link appears whole: nobody ever reads a claim without its holder.
    await link(draft, file);
    return true;
  } catch {
    const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
    if (holder > 0 && runs(holder)) return false;
    await rm(file, { force: true });
    return claim(file);
  } finally {
    await rm(draft, { force: true });
  }
}

function binds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A loopback port that nobody else gets, not even while its server is down, until it is released. */
export interface Port {
  readonly number: number;
  release(): Promise<void>;
}

/** Claims a free port for this process. */
export async function claimPort(): Promise<Port> {
  const start = Math.floor(Math.random() * PORTS);
  for (let step = 0; step < PORTS; step++) {
    const number = FIRST_PORT + ((start + step) % PORTS);
    const file = join(homeFolder(), 'ports', String(number));
    if (!(await claim(file))) continue;
    const release = (): Promise<void> => rm(file, { force: true });
    if (await binds(number)) return { number, release };
    await release();
  }
  throw new Error('No port between 20000 and 30000 is free.');
}
