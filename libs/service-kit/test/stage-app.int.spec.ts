import { fileURLToPath } from 'node:url';
import { registerSchemas } from '@leadline/contracts';
import { Module } from '@nestjs/common';
import { z } from 'zod';
import { startChild } from '../../testkit/src/child.ts';
import {
  commonSettings,
  CONSUMERS,
  type Environment,
  Health,
  type HostedService,
  hostAll,
  port,
  stageApp,
  stopAll,
} from '../src/index.ts';

const settings = z.object({ ...commonSettings, LEADLINE_PROBE_PORT: port() });

function probe(name: string, reason: string | null = null) {
  @Module({
    providers: [
      {
        provide: CONSUMERS,
        inject: [Health],
        useFactory: (health: Health) => {
          health.watch('probe', () => reason);
          return [];
        },
      },
    ],
  })
  class ProbeModule {}
  return stageApp({ name, settings, port: 'LEADLINE_PROBE_PORT', module: ProbeModule });
}

const env = () => ({ ...process.env, LEADLINE_LOG: 'silent' });
/** Longest wait for an answer to a probe, as Kubernetes has one. */
const PROBE_MS = 1_000;
const ask = async (url: string, path: string) => {
  const response = await fetch(url + path);
  return {
    status: response.status,
    body: (await response.json()) as { checks: Record<string, string | null> },
  };
};

beforeAll(() => registerSchemas({ registryUrl: process.env['LEADLINE_REGISTRY'] ?? '' }));

test('several services run in one process, each with its own health', async () => {
  const hosted = await hostAll([probe('one'), probe('two', 'it is dark')], env());
  try {
    const [one, two] = await Promise.all(hosted.map(({ url }) => ask(url, '/health/ready')));
    expect(one).toEqual({ status: 200, body: { status: 'ready', checks: { probe: null } } });
    expect(two).toEqual({ status: 503, body: { status: 'unavailable', checks: { probe: 'it is dark' } } });
    expect(hosted[1]?.unhealthy()).toBe('probe: it is dark');
    expect((await ask(hosted[1]?.url ?? '', '/health/live')).status).toBe(200);
  } finally {
    await stopAll(hosted);
  }
});

test('live is what only a restart can mend; ready is its work, and over once it is told to stop', async () => {
  const trouble = { life: null as string | null };
  @Module({
    providers: [
      {
        provide: CONSUMERS,
        inject: [Health],
        useFactory: (health: Health) => {
          health.watch('broker', () => 'no broker');
          health.watchLife('loop', () => trouble.life);
          return [];
        },
      },
    ],
  })
  class LifeModule {}
  const service = stageApp({ name: 'life', settings, port: 'LEADLINE_PROBE_PORT', module: LifeModule });
  const hosted = await service.start(env());
  const status = async (path: string) => (await fetch(`${hosted.url}/health/${path}`)).status;
  expect([await status('startup'), await status('live'), await status('ready')]).toEqual([200, 200, 503]);
  trouble.life = 'a handler does not return';
  expect(await status('live')).toBe(503);
  const stopping = hosted.stop();
  expect(hosted.unhealthy()).toBe('broker: no broker; draining: told to stop');
  await stopping;
});

test('an event loop that hangs answers no probe in time, and a free one does again', async () => {
  const child = startChild(fileURLToPath(new URL('hanging-worker.ts', import.meta.url)), {
    LEADLINE_LOG: 'silent',
  });
  try {
    const url = await child.told('up ');
    expect((await ask(url, '/health/live')).status).toBe(200);
    process.kill(child.pid, 'SIGUSR2');
    await child.said('hangs');
    await expect(
      fetch(`${url}/health/live`, { signal: AbortSignal.timeout(PROBE_MS) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    await child.said('free');
    expect((await ask(url, '/health/live')).status).toBe(200);
  } finally {
    await child.kill();
  }
});

test('a service that does not drain is given up after a while', async () => {
  const stuck = { stop: () => new Promise<void>(() => {}) } as HostedService;
  const quick = { stop: async () => {} } as HostedService;
  expect(await stopAll([quick], 1_000)).toBe(true);
  expect(await stopAll([quick, stuck], 10)).toBe(false);
});

test('one that refuses takes those that are up down with it', async () => {
  let stopped = 0;
  const one = probe('one');
  const counted = {
    name: 'one',
    start: async (given: Environment) => {
      const hosted = await one.start(given);
      return { ...hosted, stop: () => hosted.stop().then(() => void (stopped += 1)) };
    },
  };
  const wrong = { name: 'wrong', start: () => Promise.reject(new Error('no')) };
  await expect(hostAll([counted, wrong], env())).rejects.toThrow('no');
  expect(stopped).toBe(1);
});

test('starts although the registry does not answer, and says so until it does', async () => {
  const [hosted] = await hostAll([probe('one')], { ...env(), LEADLINE_REGISTRY: 'http://127.0.0.1:1' });
  try {
    const { status, body } = await ask(hosted?.url ?? '', '/health/ready');
    expect(status).toBe(503);
    expect(body.checks.registry).toContain('LEADLINE_REGISTRY_UNAVAILABLE');
  } finally {
    await hosted?.stop();
    await hosted?.stop();
  }
});

test('refuses wrong settings before it touches anything', async () => {
  await expect(probe('one').start({})).rejects.toMatchObject({ code: 'LEADLINE_CONFIG_INVALID' });
});
