import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { z } from 'zod';
import { commonSettings, readConfig } from './config.ts';
import { checkTransport, kafkaOf, redisOf, registryOf } from './transport.ts';
import { redisSettings } from './transport-settings.ts';

const settings = z.object({ ...commonSettings, ...redisSettings });
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const near = {
  LEADLINE_KAFKA: '127.0.0.1:9092,localhost:9093',
  LEADLINE_REGISTRY: 'http://127.0.0.1:8081',
  LEADLINE_REDIS: 'redis://[::1]:6379',
};
const far = {
  LEADLINE_KAFKA: 'kafka:9093',
  LEADLINE_KAFKA_TLS: 'on',
  LEADLINE_REGISTRY: 'https://registry:8443',
  LEADLINE_REDIS: 'rediss://redis:6380',
};
type Given = Readonly<Record<string, string>>;
const config = (given: Given) => readConfig(settings, given);

function refusal(given: Given): { code: string; message: string } {
  try {
    checkTransport(config(given));
  } catch (error) {
    if (error instanceof LeadlineError) return error;
  }
  throw new Error('The settings were taken.');
}

test('plaintext serves on this machine', () => {
  expect(() => checkTransport(config(near))).not.toThrow();
});

test('TLS serves everywhere', () => {
  expect(() => checkTransport(config(far))).not.toThrow();
});

test.each([
  ['LEADLINE_KAFKA', { LEADLINE_KAFKA: '127.0.0.1:9092,kafka:9092' }],
  ['LEADLINE_REGISTRY', { LEADLINE_REGISTRY: 'http://registry:8081' }],
  ['LEADLINE_REDIS', { LEADLINE_REDIS: 'redis://redis:6379' }],
])('plaintext of %s to another machine is refused, unless development allows it', (name, change) => {
  const given: Given = { ...near, ...change };
  const { code, message } = refusal(given);
  expect(code).toBe('LEADLINE_PLAINTEXT_REFUSED');
  expect(message).toMatch(new RegExp(`^${name} names [^ ]+, another machine`));
  expect(() => checkTransport(config({ ...given, LEADLINE_INSECURE: 'keyless,plaintext' }))).not.toThrow();
  expect(refusal({ ...given, LEADLINE_INSECURE: 'keyless' }).code).toBe('LEADLINE_PLAINTEXT_REFUSED');
});

test('each open way is told at once, and no password of an address', () => {
  const { message } = refusal({
    LEADLINE_KAFKA: 'kafka:9092',
    LEADLINE_REGISTRY: 'http://registry:8081',
    LEADLINE_REDIS: 'redis://leadline:hunter2@redis:6379',
  });
  for (const name of ['KAFKA', 'REGISTRY', 'REDIS']) expect(message).toContain(`LEADLINE_${name} names`);
  expect(message).not.toContain('hunter2');
});

test.each([
  ['_USER and LEADLINE_KAFKA_PASSWORD go together', { LEADLINE_KAFKA_USER: 'leadline' }],
  ['_CERT and LEADLINE_REDIS_KEY go together', { LEADLINE_REDIS_CERT: PEM }],
  ['LEADLINE_KAFKA_TLS is off', { LEADLINE_KAFKA_CA: PEM }],
  ['not https://', { LEADLINE_REGISTRY_CA: PEM }],
  ['LEADLINE_REGISTRY holds a password', { LEADLINE_REGISTRY: 'https://u:hunter2@127.0.0.1:8443' }],
])('settings that do not go together are refused: %s', (told, change) => {
  const { code, message } = refusal({ ...near, ...change });
  expect(code).toBe('LEADLINE_CONFIG_INVALID');
  expect(message).toContain(told);
  expect(message).not.toContain('hunter2');
});

const own = (name: string) => ({
  [`LEADLINE_${name}_CA`]: `${PEM} of ${name}`,
  [`LEADLINE_${name}_USER`]: `${name} user`,
  [`LEADLINE_${name}_PASSWORD`]: `${name} password`,
});
const expected = (name: string) => ({
  tls: { ca: `${PEM} of ${name}` },
  login: { user: `${name} user`, password: `${name} password` },
});

test('a server gets its own certificates and user', () => {
  const all = config({ ...far, ...own('KAFKA'), ...own('REGISTRY'), ...own('REDIS') });
  const { login, ...kafka } = expected('KAFKA');
  expect(kafkaOf(all)).toEqual({
    brokers: 'kafka:9093',
    ...kafka,
    login: { ...login, mechanism: 'scram-sha-512' },
  });
  expect(registryOf(all)).toEqual({ registryUrl: 'https://registry:8443', ...expected('REGISTRY') });
  expect(redisOf(all)).toEqual(expected('REDIS'));
});

test('nothing of TLS or users is made of settings that say nothing of them', () => {
  const plain = config(near);
  expect([kafkaOf(plain), redisOf(plain)]).toEqual([{ brokers: near.LEADLINE_KAFKA }, {}]);
  expect(registryOf(plain)).toEqual({ registryUrl: near.LEADLINE_REGISTRY });
});

describe('values from files', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'leadline-settings-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a secret may lie in a file, without the line feed at its end', () => {
    const file = join(folder, 'password');
    writeFileSync(file, 'hunter2\n');
    const given = { ...far, LEADLINE_KAFKA_USER: 'leadline', LEADLINE_KAFKA_PASSWORD_FILE: file };
    expect(kafkaOf(config(given)).login).toMatchObject({ user: 'leadline', password: 'hunter2' });
  });

  test.each(['hunter2\n', 'hunter2\r\n', 'hunter2', 'hunter2\n\n'])(
    'a variable says the same as a file with the same bytes (%j)',
    (bytes) => {
      const file = join(folder, 'password');
      writeFileSync(file, bytes);
      const user = { ...far, LEADLINE_KAFKA_USER: 'leadline' };
      const said = kafkaOf(config({ ...user, LEADLINE_KAFKA_PASSWORD: bytes }));
      expect(said.login).toEqual(kafkaOf(config({ ...user, LEADLINE_KAFKA_PASSWORD_FILE: file })).login);
    },
  );

  test('a file that is not there, or a value beside it, is named; no value is', () => {
    const missing = { ...far, LEADLINE_REDIS_PASSWORD_FILE: join(folder, 'nothing') };
    expect(() => config(missing)).toThrow(
      /LEADLINE_REDIS_PASSWORD_FILE names .*nothing, which cannot be read/,
    );
    const file = join(folder, 'password');
    writeFileSync(file, 'hunter2');
    const both = { ...far, LEADLINE_REDIS_PASSWORD_FILE: file, LEADLINE_REDIS_PASSWORD: 'hunter3' };
    expect(() => config(both)).toThrow(
      'LEADLINE_REDIS_PASSWORD and LEADLINE_REDIS_PASSWORD_FILE are both set',
    );
    expect(() => config(both)).not.toThrow(/hunter/);
  });
});
