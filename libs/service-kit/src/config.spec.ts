import { LeadlineError } from '@leadline/contracts';
import { z } from 'zod';
import { commonSettings, readConfig } from './config.ts';
import { port, toggle, url, whole } from './values.ts';

const settings = z.object({
  ...commonSettings,
  LEADLINE_REDIS: url(['redis', 'rediss']),
  LEADLINE_SECRET: z.string().min(8).describe('a long secret'),
  LEADLINE_TEST_PORT: port(),
  LEADLINE_TEST_SIZE: whole(1, 10, 3, 'size of the test'),
  LEADLINE_TEST_QUIET: toggle('on', 'silence'),
});
const env = {
  LEADLINE_KAFKA: 'a:9092,b:9092',
  LEADLINE_REGISTRY: 'http://127.0.0.1:8081/apis/ccompat/v7',
  LEADLINE_REDIS: 'redis://127.0.0.1:6379',
  LEADLINE_SECRET: 'long enough',
};

function refusal(change: Record<string, string | undefined>): LeadlineError {
  try {
    readConfig(settings, { ...env, ...change });
  } catch (error) {
    if (error instanceof LeadlineError) return error;
  }
  throw new Error('The settings were taken.');
}

test('reads settings, with defaults, and takes an empty variable for an absent one', () => {
  expect(readConfig(settings, { ...env, LEADLINE_TEST_SIZE: '', LEADLINE_TEST_PORT: '8080' })).toMatchObject({
    LEADLINE_TEST_PORT: 8080,
    LEADLINE_TEST_SIZE: 3,
    LEADLINE_TEST_QUIET: true,
    LEADLINE_LOG: 'info',
  });
});

test('names every wrong variable and what it should be', () => {
  const error = refusal({ LEADLINE_KAFKA: 'nowhere', LEADLINE_REDIS: undefined, LEADLINE_TEST_SIZE: '11' });
  expect(error.code).toBe('LEADLINE_CONFIG_INVALID');
  expect(error.message.split('\n').slice(1)).toEqual([
    '  LEADLINE_KAFKA is not valid; it should be: host:port of one or more brokers, comma-separated',
    '  LEADLINE_REDIS is not set; it should be: address such as redis://host:port',
    '  LEADLINE_TEST_SIZE is not valid; it should be: size of the test: whole number from 1 to 10',
  ]);
});

test('never repeats a value: it may be a secret', () => {
  expect(refusal({ LEADLINE_SECRET: 'hunter2' }).message).not.toContain('hunter2');
});
