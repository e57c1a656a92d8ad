import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { down, environmentOf, status, up, upStack, type NamedStack, type Stack } from '../src/index.ts';
import { runs } from '../src/claims.ts';
import { endpointOf, waitUntil } from '../src/health.ts';
import { moduleArguments } from '../src/run.ts';

/** Beside the stack that all integration tests share, one of our own, whose servers we may kill. */
let own: Stack;

beforeAll(async () => {
  own = await upStack({ env: {} });
});

afterAll(() => own.down());

async function registerSchema(name: string): Promise<number> {
  const schema = JSON.stringify({ type: 'record', name, fields: [{ name: 'id', type: 'string' }] });
  const response = await fetch(`${own.addresses.registry}/subjects/${name}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema }),
  });
  return ((await response.json()) as { id: number }).id;
}

/** The process of this name and the ids of its servers. */
async function startOwner(name: string) {
  const owner = spawn(process.execPath, [...moduleArguments('main'), name, '--tied'], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      LEADLINE_HOME: process.env['LEADLINE_HOME'],
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: owner.stdout })) {
    const { up: state, failed } = JSON.parse(line) as { up?: NamedStack; failed?: unknown };
    if (!state) throw new Error(JSON.stringify(failed));
    return { owner, state, servers: state.resources.map((resource) => resource.pid ?? 0) };
  }
  throw new Error('The owner said nothing.');
}

test('two stacks side by side share no address and one does not feel the end of the other', async () => {
  const theirs = Object.values(environmentOf(own.addresses));
  const { owner, state } = await startOwner(`beside-${process.pid}`);
  const addresses = Object.values(environmentOf(state.addresses));
  expect(addresses.filter((address) => theirs.includes(address))).toEqual([]);
  expect(state.folder).not.toBe(own.folder);
  owner.stdin.end();
  expect(await waitUntil(() => owner.exitCode === 0, 30_000)).toBe(true);
  expect(existsSync(state.folder)).toBe(false);
  const healthy = await Promise.all(own.resources.map((resource) => resource.healthy()));
  expect(healthy).toEqual([true, true, true, true]);
});

test('kill -9 of the owner leaves no process and no folder', async () => {
  const { owner, state, servers } = await startOwner(`killed-${process.pid}`);
  expect(servers.every(runs)).toBe(true);
  owner.kill('SIGKILL');
  const gone = await waitUntil(() => !servers.some(runs) && !existsSync(state.folder), 30_000);
  expect(gone).toBe(true);
  expect(await status(state.name)).toBe(null);
});

test('the registry keeps its ids over kill -9', async () => {
  const [first, second] = [await registerSchema('First'), await registerSchema('Second')];
  expect(second).not.toBe(first);
  await own.registry.kill();
  expect(await own.registry.healthy()).toBe(false);
  await own.registry.start();
  expect(await registerSchema('Second')).toBe(second);
  expect(await registerSchema('First')).toBe(first);
  expect(await registerSchema('Third')).toBeGreaterThan(second);
});

test('each server comes back under its address after kill -9', async () => {
  const before = own.resources.map((resource) => resource.address);
  await Promise.all(own.resources.map((resource) => resource.kill()));
  expect(own.resources.map((resource) => resource.pid())).toEqual([null, null, null, null]);
  await Promise.all(own.resources.map((resource) => resource.start()));
  expect(own.resources.map((resource) => resource.address)).toEqual(before);
});

test('addresses of the environment are used as they are and never stopped', async () => {
  const guest = await upStack({ env: environmentOf(own.addresses) });
  expect(guest.addresses).toEqual(own.addresses);
  await expect(async () => guest.redis.kill()).rejects.toMatchObject({ code: 'LEADLINE_STACK_FOREIGN' });
  await guest.down();
  expect(await own.redis.healthy()).toBe(true);
});

test('an address of the environment where nothing listens is named', async () => {
  const env = { ...environmentOf(own.addresses), LEADLINE_REDIS: 'redis://127.0.0.1:1' };
  await expect(upStack({ env })).rejects.toMatchObject({
    code: 'LEADLINE_STACK_UNHEALTHY',
    message: 'redis does not answer at redis://127.0.0.1:1, which LEADLINE_REDIS names.',
  });
});

test('a server that cannot start is reported with the end of its log', async () => {
  await own.redis.kill();
  const rival = createServer((socket) => socket.destroy()).listen(
    endpointOf(own.redis.address).port,
    '127.0.0.1',
  );
  await once(rival, 'listening');
  await expect(own.redis.start()).rejects.toMatchObject({
    code: 'LEADLINE_STACK_UNHEALTHY',
    message: expect.stringContaining('Address already in use') as string,
  });
  await promisify(rival.close.bind(rival))();
  await own.redis.start();
});

test('a named stack outlives its caller, is found by its name and goes down by it', async () => {
  const name = `named-${process.pid}`;
  const state = await up({ name });
  expect((await up({ name })).pid).toBe(state.pid);
  const seen = await status(name);
  expect(seen?.resources.map((resource) => resource.healthy)).toEqual([true, true, true, true]);
  expect(await down(name)).toBe(true);
  expect(await status(name)).toBe(null);
  expect(await down(name)).toBe(false);
  expect(existsSync(state.folder)).toBe(false);
});
