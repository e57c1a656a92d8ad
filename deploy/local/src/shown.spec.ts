import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shown } from './shown.ts';
import { stackFile, writeState } from './state.ts';
import type { Stack } from './stack.ts';

const addresses = {
  kafka: 'a:1',
  registry: 'http://a:2',
  redis: 'redis://a:3',
  smtp: 'smtp://a:4',
  mailbox: null,
};
const access = {
  LEADLINE_KAFKA_USER: 'leadline',
  LEADLINE_KAFKA_PASSWORD: 'hunter2',
  LEADLINE_REDIS_KEY: 'hunter3',
  LEADLINE_REDIS_KEY_FILE: '/run/key',
};
const stack = {
  name: 'x',
  pid: 1,
  startedAt: 0,
  folder: '/',
  resources: [],
  addresses: { ...addresses, access },
};

test('a stack is shown without what only its clients have to know', () => {
  expect(JSON.stringify(shown(stack))).not.toContain('hunter');
  expect(shown(stack).addresses.access).toEqual({
    LEADLINE_KAFKA_USER: 'leadline',
    LEADLINE_REDIS_KEY_FILE: '/run/key',
  });
  expect(shown({ ...stack, addresses })).toEqual({ ...stack, addresses });
});

test('the password of an address is not shown', () => {
  const redis = 'rediss://leadline:hunt@er2@cache.internal:6380/0';
  const { addresses: seen } = shown({ ...stack, addresses: { ...addresses, redis } });
  expect(seen).toEqual({ ...addresses, redis: 'rediss://leadline:***@cache.internal:6380/0' });
});

test('nobody else may read the state of a stack', async () => {
  const home = mkdtempSync(join(tmpdir(), 'leadline-home-'));
  const before = process.env['LEADLINE_HOME'];
  process.env['LEADLINE_HOME'] = home;
  try {
    await writeState('x', stack as unknown as Stack);
    expect(statSync(stackFile('x', 'json')).mode & 0o777).toBe(0o600);
  } finally {
    if (before === undefined) delete process.env['LEADLINE_HOME'];
    else process.env['LEADLINE_HOME'] = before;
    rmSync(home, { recursive: true });
  }
});
