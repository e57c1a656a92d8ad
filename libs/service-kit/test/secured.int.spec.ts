import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { LeadlineError, registerSchemas } from '@leadline/contracts';
import { connectLive } from '@leadline/live';
import {
  type Authority,
  changeKafkaPassword,
  createAuthority,
  environmentOf,
  type Stack,
  upStack,
} from '@leadline/local';
import { connectKafka } from '@leadline/stream';
import { until } from '@leadline/testkit';
import { kafkaOf, liveTransportIn, redisOf, registryOf, transportIn } from '../src/index.ts';
import { ASK, lead, refusal, type Server, SERVERS } from './secured-clients.ts';

/**
 * Every client against servers that ask for TLS and a user: Kafka with SCRAM-SHA-512, SCRAM-SHA-256, PLAIN and with
 * certificates, the registry with basic authentication and with certificates, Redis with an access list, and with certificates
 * besides.
 */
let stack: Stack;
let env: Readonly<Record<string, string>>;
/** An authority that nobody here trusts. */
let stranger: Authority;

beforeAll(async () => {
  stack = await upStack({ env: {}, secured: true });
  env = environmentOf(stack.addresses);
  stranger = await createAuthority('stranger');
}, 300_000);

afterAll(() => stack?.down());

type Change = Readonly<Record<string, string>>;
const settings = (change: Change = {}) => ({ ...env, ...change });
const noLogin = (server: Server): Change => ({
  [`LEADLINE_${server}_USER`]: '',
  [`LEADLINE_${server}_PASSWORD_FILE`]: '',
});
const passwordOf = (file: string): string => readFileSync(file, 'utf8').trim();

test('with the settings of the stack a lead goes through Kafka and the registry', async () => {
  await registerSchemas(registryOf(transportIn(env)));
  const { written, read } = await lead(env);
  expect(read).toEqual(written);
});

test('Redis lets its user touch the keys of Leadline, and no others', async () => {
  await expect(ASK.REDIS(env)).resolves.toBeNull();
  const config = liveTransportIn(env);
  const live = await connectLive(config.LEADLINE_REDIS, { timeoutMs: 10_000, ...redisOf(config) });
  expect(await live.run((redis) => redis.get('other'))).toBe('unavailable');
  expect(live.trouble).toMatchObject({ code: 'LEADLINE_LOGIN_REFUSED' });
  expect(await live.run((redis) => redis.get('ll:x'))).toBeNull();
  expect(live.trouble).toBeNull();
  live.close();
});

/** At Kafka and the registry a certificate stands for the password. */
const byCertificate = (change: Change = {}): Change =>
  settings({ ...noLogin('KAFKA'), ...noLogin('REGISTRY'), ...stack.mutual, ...change });

describe('where servers ask for a certificate', () => {
  test('with it a lead goes through Kafka and the registry, and Redis answers', async () => {
    const { written, read } = await lead(byCertificate());
    expect(read).toEqual(written);
    await expect(ASK.REDIS(byCertificate())).resolves.toBeNull();
  });

  test.each(SERVERS)('%s: without one a client is refused', async (server) => {
    const none = { [`LEADLINE_${server}_CERT_FILE`]: '', [`LEADLINE_${server}_KEY_FILE`]: '' };
    expect((await refusal(ASK[server](byCertificate(none)))).code).toBe('LEADLINE_TLS_FAILED');
  });

  test.each(SERVERS)('%s: one that a stranger has signed is refused', async (server) => {
    const { cert, key } = await stranger.certify('leadline');
    const other = {
      [`LEADLINE_${server}_CERT_FILE`]: '',
      [`LEADLINE_${server}_CERT`]: cert,
      [`LEADLINE_${server}_KEY_FILE`]: '',
      [`LEADLINE_${server}_KEY`]: key,
    };
    expect((await refusal(ASK[server](byCertificate(other)))).code).toBe('LEADLINE_TLS_FAILED');
  });

  test('Redis wants its user besides', async () => {
    expect((await refusal(ASK.REDIS(byCertificate(noLogin('REDIS'))))).code).toBe('LEADLINE_LOGIN_REFUSED');
  });
});

describe.each(['scram-sha-256', 'plain'] as const)('Kafka by %s', (mechanism) => {
  const login = (): Change => stack.mechanisms![mechanism];

  test('a lead goes through', async () => {
    const { written, read } = await lead(settings(login()));
    expect(read).toEqual(written);
  });

  test('a wrong password is refused, and not told', async () => {
    const password = passwordOf(login()['LEADLINE_KAFKA_PASSWORD_FILE']!);
    const wrong = { LEADLINE_KAFKA_PASSWORD_FILE: '', LEADLINE_KAFKA_PASSWORD: `${password}!` };
    const { code, message } = await refusal(ASK.KAFKA(settings({ ...login(), ...wrong })));
    expect(code).toBe('LEADLINE_LOGIN_REFUSED');
    expect(message).not.toContain(password);
  });

  test('its user is unknown by another mechanism', async () => {
    const other = settings({ ...login(), LEADLINE_KAFKA_SASL: 'scram-sha-512' });
    expect((await refusal(ASK.KAFKA(other))).code).toBe('LEADLINE_LOGIN_REFUSED');
  });
});

test.each(SERVERS)('%s: a wrong password is refused, and not told', async (server) => {
  const password = passwordOf(env[`LEADLINE_${server}_PASSWORD_FILE`]!);
  const change = {
    [`LEADLINE_${server}_PASSWORD_FILE`]: '',
    [`LEADLINE_${server}_PASSWORD`]: `${password}!`,
  };
  const { code, message } = await refusal(ASK[server](settings(change)));
  expect(code).toBe('LEADLINE_LOGIN_REFUSED');
  expect(message).not.toContain(password);
});

test.each(SERVERS)('%s: a client without a user is refused', async (server) => {
  expect((await refusal(ASK[server](settings(noLogin(server))))).code).toBe('LEADLINE_LOGIN_REFUSED');
});

test.each(SERVERS)('%s: a certificate of an authority that is not trusted is refused', async (server) => {
  const change = { [`LEADLINE_${server}_CA_FILE`]: '', [`LEADLINE_${server}_CA`]: stranger.ca };
  expect((await refusal(ASK[server](settings(change)))).code).toBe('LEADLINE_TLS_UNTRUSTED');
});

const PLAIN: Readonly<Record<Server, () => Change>> = {
  KAFKA: () => ({ LEADLINE_KAFKA_TLS: 'off' }),
  REGISTRY: () => ({ LEADLINE_REGISTRY: env['LEADLINE_REGISTRY']!.replace('https:', 'http:') }),
  REDIS: () => ({ LEADLINE_REDIS: env['LEADLINE_REDIS']!.replace('rediss:', 'redis:') }),
};

test.each(SERVERS)('%s: plaintext is refused, with what may be meant', async (server) => {
  const change = { ...PLAIN[server](), [`LEADLINE_${server}_CA_FILE`]: '' };
  const { code, message } = await refusal(ASK[server](settings(change)));
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
  const former = passwordOf(file);
  const running = await connectKafka({ ...kafkaOf(transportIn(env)), clientId: 'secured-test' });
  const next = randomUUID();
  await changeKafkaPassword(stack, env['LEADLINE_KAFKA_USER']!, next);
  const isIn = (): Promise<boolean> =>
    ASK.KAFKA(env).then(
      () => true,
      () => false,
    );
  await until('the former password is refused', async () => !(await isIn()));
  await expect(running.topics()).resolves.toEqual(expect.any(Array));
  await running.close();
  expect((await refusal(ASK.KAFKA(env))).code).toBe('LEADLINE_LOGIN_REFUSED');
  writeFileSync(file, `${next}\n`);
  await expect(ASK.KAFKA(env)).resolves.toEqual(expect.any(Array));
  const old = { LEADLINE_KAFKA_PASSWORD_FILE: '', LEADLINE_KAFKA_PASSWORD: former };
  expect((await refusal(ASK.KAFKA(settings(old)))).code).toBe('LEADLINE_LOGIN_REFUSED');
});
