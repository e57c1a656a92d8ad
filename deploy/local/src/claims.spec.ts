import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim, claimPort } from './claims.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-claims-'));
  process.env['LEADLINE_HOME'] = home;
});

afterEach(async () => {
  delete process.env['LEADLINE_HOME'];
  await rm(home, { recursive: true });
});

test('a hundred ports claimed at once are a hundred different ports outside the range of outgoing connections', async () => {
  const ports = await Promise.all(Array.from({ length: 100 }, () => claimPort()));
  const numbers = ports.map((port) => port.number);
  expect(new Set(numbers).size).toBe(100);
  expect(numbers.every((number) => number >= 20_000 && number < 30_000)).toBe(true);
});

test('a port on which a stranger listens is passed over', async () => {
  const port = await claimPort();
  await port.release();
  const stranger = createServer().listen(port.number, '127.0.0.1');
  await once(stranger, 'listening');
  const chance = Math.random;
  Math.random = () => (port.number - 20_000) / 10_000;
  const next = await claimPort();
  Math.random = chance;
  stranger.close();
  // Not always the next one: other processes may hold that.
  expect(next.number).not.toBe(port.number);
});

test('a claim holds against others while its process lives, until it is given back', async () => {
  const file = join(home, 'claim');
  expect(await claim(file)).toBe(true);
  expect(await claim(file)).toBe(false);
  expect(await readFile(file, 'utf8')).toBe(String(process.pid));
  await rm(file);
  expect(await claim(file)).toBe(true);
});

test('a claim of a process that has died is free', async () => {
  const dead = spawn(process.execPath, ['-e', '0']);
  await once(dead, 'exit');
  const file = join(home, 'claim');
  await writeFile(file, String(dead.pid));
  expect(await claim(file)).toBe(true);
  expect(await readFile(file, 'utf8')).toBe(String(process.pid));
});

test('a released port can be claimed again', async () => {
  const port = await claimPort();
  const file = join(home, 'ports', String(port.number));
  await access(file);
  await port.release();
  await expect(access(file)).rejects.toThrow('ENOENT');
});
