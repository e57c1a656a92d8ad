import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { runs } from './claims.ts';
import { waitUntil } from './health.ts';

const PATIENCE_MS = 30_000;

const OWNER = `
  import { spawn } from 'node:child_process';
  import { startWatchdog } from '${new URL('watchdog.ts', pathToFileURL(import.meta.filename)).href}';
  const watchdog = startWatchdog(process.argv[1]);
  const server = spawn('sh', ['-c', 'sleep 1000 & sleep 1000'], { detached: true, stdio: 'ignore' });
  const plain = spawn('sleep', ['1000'], { stdio: 'ignore' });
  watchdog.guard(server);
  watchdog.guard(plain);
  if (process.argv[2] === 'dismiss') {
    await watchdog.dismiss();
  }
  console.log(server.pid, plain.pid);
`;

async function startOwner(
  ...args: string[]
): Promise<{ owner: ReturnType<typeof spawn>; server: number; plain: number }> {
  const owner = spawn(process.execPath, ['--input-type=module', '-e', OWNER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: owner.stdout as NodeJS.ReadableStream })) {
    const [server = 0, plain = 0] = line.split(' ').map(Number);
    return { owner, server, plain };
  }
  throw new Error('The owner said nothing.');
}

test(
  'kill -9 of the owner ends its servers with all their children, its other children, and its folder',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leadline-watchdog-'));
    const { owner, server, plain } = await startOwner(folder);
    expect(runs(server)).toBe(true);
    owner.kill('SIGKILL');
    const gone = (): boolean => groupIsGone(server) && !runs(plain) && !existsSync(folder);
    expect(await waitUntil(gone, PATIENCE_MS)).toBe(true);
  },
  2 * PATIENCE_MS,
);

test(
  'a watchdog that is dismissed ends what is left, removes the folder and lets the owner end',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leadline-watchdog-'));
    const { owner, server, plain } = await startOwner(folder, 'dismiss');
    expect(existsSync(folder)).toBe(false);
    expect(await waitUntil(() => owner.exitCode === 0, PATIENCE_MS)).toBe(true);
    expect(await waitUntil(() => groupIsGone(server) && !runs(plain), PATIENCE_MS)).toBe(true);
  },
  2 * PATIENCE_MS,
);

function groupIsGone(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return false;
  } catch {
    return true;
  }
}
