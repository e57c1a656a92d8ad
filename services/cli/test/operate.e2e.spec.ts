import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectLive } from '@leadline/live';
import { down, status } from '@leadline/local';
import { type Block, blocksOf, Shell } from './shell.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DOC = join(ROOT, 'docs/operate.md');
const STACK = `operate-${randomUUID().slice(0, 8)}`;

let folder: string;
let shell: Shell;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-operate-'));
  const program = join(folder, 'leadline');
  await writeFile(
    program,
    `#!/bin/sh\nexec '${process.execPath}' '${ROOT}/services/cli/dist/main.js' "$@"\n`,
  );
  await chmod(program, 0o755);
  const port = await freePort();
  shell = new Shell(folder, {
    ...process.env,
    LEADLINE_STACK: STACK,
    LEADLINE_INTAKE: `http://127.0.0.1:${port}`,
    LEADLINE_INTAKE_PORT: String(port),
    PATH: `${folder}:${process.env['PATH']}`,
  });
});
afterAll(async () => {
  shell?.close();
  await down(STACK);
  await rm(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What has happened before a block, by the word behind its `run`. */
const DISASTERS: Readonly<Record<string, () => Promise<void>>> = {
  'redis-lost': async () => {
    const stack = await status(STACK);
    const live = await connectLive(stack!.addresses.redis);
    expect(await live.run((redis) => redis.flushAll())).toBe('OK');
    live.close();
  },
};

const blocks = blocksOf(readFileSync(DOC, 'utf8'));

test('docs/operate.md has commands that are run', () => {
  expect(blocks.length).toBeGreaterThan(7);
});

/** Each goes on where the one before has ended, as for whoever walks through the page. */
test.each(blocks.map((block) => [block.text.split('\n')[0]!, block] as const))('%s', async (_, block) => {
  await before(block);
  const { code, output } = await shell.run(block.text);
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
});

async function before({ after }: Block): Promise<void> {
  if (after === null) return;
  const disaster = DISASTERS[after];
  if (disaster === undefined) throw new Error(`No disaster is called ${after}.`);
  await disaster();
}
