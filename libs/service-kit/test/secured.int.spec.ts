import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { checkSchemas, LeadlineError, registerSchemas } from '@leadline/contracts';
import { connectLive } from '@leadline/live';
import { changeKafkaPassword, createAuthority, environmentOf, type Stack, upStack } from '@leadline/local';
import { connectKafka } from '@leadline/stream';
import { until } from '@leadline/testkit';
import { kafkaOf, liveTransportIn, redisOf, registryOf } from '../src/index.ts';

/**
 * Every client against servers that ask for TLS and a user: Kafka with SCRAM-SHA-512 and with certificates, the registry with
 * basic authentication, Redis with an access list.
 */
let stack: Stack;
let env: Readonly<Record<string, string>>;
/** The certificate of an authority that has signed nothing here. */
let stranger: string;

beforeAll(async () => {
  stack = await upStack({ env: {}, secured: true });
  env = environmentOf(stack.addresses);
  stranger = (await createAuthority('stranger')).ca;
}, 300_000);

afterAll(() => stack?.down());

type Change = Readonly<Record<string, string>>;
const settings = (change: Change = {}) => liveTransportIn({ ...env, ...change });

/** What each server is asked to tell that its client is in. */
const ASK = {
  KAFKA: async (change?: Change): Promise<unknown> => {
    const client = await connectKafka({ ...kafkaOf(settings(change)), clientId: 'secured-test' });
    try {
      return await client.topics();
    } finally {
      await client.close();
    }
  },
  REGISTRY: async (change?: Change): Promise<unknown> => checkSchemas(registryOf(settings(change))),
  REDIS: async (change?: Change): Promise<unknown> => {
    const config = settings(change);
    const live = await connectLive(config.LEADLINE_REDIS, { timeoutMs: 1_000, ...redisOf(config) });
    try {
      await until('Redis lets us in or not', () => live.ready || live.trouble !== null);
      const answer = await live.run((redis) => redis.get('ll:nothing'));
      if (answer !== 'unavailable') return answer;
      throw Object.assign(new Error(live.trouble?.why ?? 'no answer'), { code: live.trouble?.code });
    } finally {
      live.close();
    }
  },
};
const servers = Object.keys(ASK) as (keyof typeof ASK)[];

async function refusal(asked: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Error && 'code' in error) return { code: error.code, message: error.message };
  throw new Error(`It was let in, or failed without a code: ${String(error)}`);
}

test('with the settings of the stack records go through Kafka', async () => {
  const client = await connectKafka({ ...kafkaOf(settings()), clientId: 'secured-test' });
  const topic = `secured-${randomUUID()}`;
  await client.ensureTopics([{ name: topic, partitions: 1, compact: false, retentionDays: 1 }]);
  const producer = await client.producer();
  await producer.send([{ topic, key: 'k', value: Buffer.from('v'), headers: {} }]);
  const seen: string[] = [];
  for await (const batch of client.read({ topic }))
    seen.push(...batch.map(({ value }) => value?.toString() ?? ''));
  expect(seen).toEqual(['v']);
  await client.close();
});

test('a certificate gets into Kafka without a password, and none does not', async () => {
  const { LEADLINE_KAFKA_USER: _user, LEADLINE_KAFKA_PASSWORD_FILE: _password, ...others } = env;
  const ask = async (change: Change): Promise<unknown> => {
    const config = liveTransportIn({ ...others, ...change });
    const client = await connectKafka({ ...kafkaOf(config), clientId: 'secured-test' });
    try {
      return await client.topics();
    } finally {
      await client.close();
    }
  };
  await expect(ask(stack.mutual!)).resolves.toEqual(expect.any(Array));
  const { code } = await refusal(ask({ LEADLINE_KAFKA: stack.mutual!['LEADLINE_KAFKA']! }));
  expect(code).toBe('LEADLINE_TLS_FAILED');
});

test('the registry registers and tells schemas', async () => {
  await registerSchemas(registryOf(settings()));
  await expect(checkSchemas(registryOf(settings()))).resolves.toBeUndefined();
});

test('Redis lets its user touch the keys of Leadline, and no others', async () => {
  await expect(ASK.REDIS()).resolves.toBeNull();
  const config = settings();
  const live = await connectLive(config.LEADLINE_REDIS, { timeoutMs: 10_000, ...redisOf(config) });
  expect(await live.run((redis) => redis.get('other'))).toBe('unavailable');
  expect(live.trouble).toMatchObject({ code: 'LEADLINE_LOGIN_REFUSED' });
  expect(await live.run((redis) => redis.get('ll:x'))).toBeNull();
  expect(live.trouble).toBeNull();
  live.close();
});

test.each(servers)('%s: a wrong password is refused, and not told', async (server) => {
  const file = env[`LEADLINE_${server}_PASSWORD_FILE`]!;
  const change = {
    [`LEADLINE_${server}_PASSWORD_FILE`]: '',
    [`LEADLINE_${server}_PASSWORD`]: `${readFileSync(file, 'utf8').trim()}!`,
  };
  const { code, message } = await refusal(ASK[server](change));
  expect(code).toBe('LEADLINE_LOGIN_REFUSED');
  expect(message).not.toContain(readFileSync(file, 'utf8').trim());
});

test.each(servers)('%s: a client without a user is refused', async (server) => {
  const none = { [`LEADLINE_${server}_USER`]: '', [`LEADLINE_${server}_PASSWORD_FILE`]: '' };
  expect((await refusal(ASK[server](none))).code).toBe('LEADLINE_LOGIN_REFUSED');
});

test.each(servers)('%s: a certificate of an authority that is not trusted is refused', async (server) => {
  const change = { [`LEADLINE_${server}_CA_FILE`]: '', [`LEADLINE_${server}_CA`]: stranger };
  expect((await refusal(ASK[server](change))).code).toBe('LEADLINE_TLS_UNTRUSTED');
});

const PLAIN: Readonly<Record<keyof typeof ASK, () => Change>> = {
  KAFKA: () => ({ LEADLINE_KAFKA_TLS: 'off' }),
  REGISTRY: () => ({ LEADLINE_REGISTRY: env['LEADLINE_REGISTRY']!.replace('https:', 'http:') }),
  REDIS: () => ({ LEADLINE_REDIS: env['LEADLINE_REDIS']!.replace('rediss:', 'redis:') }),
};

test.each(servers)('%s: plaintext is refused, with what may be meant', async (server) => {
  const change = { ...PLAIN[server](), [`LEADLINE_${server}_CA_FILE`]: '' };
  const { code, message } = await refusal(ASK[server](change));
  expect(code).toBe('LEADLINE_TLS_FAILED');
  expect(message).toMatch(/perhaps it wants (TLS|https)/);
});

test('each of these says what to do about it', () => {
  for (const code of ['LEADLINE_TLS_UNTRUSTED', 'LEADLINE_TLS_FAILED', 'LEADLINE_LOGIN_REFUSED'] as const)
    expect(new LeadlineError(code, '').mend).toMatch(/_CA|_CERT|_USER/);
});

/** The last, as the password is another one afterwards. */
test('Kafka: a new password lets clients in, the former one no more, and who is in stays in', async () => {
  const file = env['LEADLINE_KAFKA_PASSWORD_FILE']!;
  const former = readFileSync(file, 'utf8').trim();
  const running = await connectKafka({ ...kafkaOf(settings()), clientId: 'secured-test' });
  const next = randomUUID();
  await changeKafkaPassword(stack, env['LEADLINE_KAFKA_USER']!, next);
  const isIn = (): Promise<boolean> =>
    ASK.KAFKA().then(
      () => true,
      () => false,
    );
  await until('the former password is refused', async () => !(await isIn()));
  await expect(running.topics()).resolves.toEqual(expect.any(Array));
  await running.close();
  expect((await refusal(ASK.KAFKA())).code).toBe('LEADLINE_LOGIN_REFUSED');
  writeFileSync(file, `${next}\n`);
  await expect(ASK.KAFKA()).resolves.toEqual(expect.any(Array));
  const old = { LEADLINE_KAFKA_PASSWORD_FILE: '', LEADLINE_KAFKA_PASSWORD: former };
  expect((await refusal(ASK.KAFKA(old))).code).toBe('LEADLINE_LOGIN_REFUSED');
});
