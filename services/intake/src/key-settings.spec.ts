import { readConfig } from '@leadline/service-kit';
import { settings } from './config.ts';

const near = {
  LEADLINE_KAFKA: '127.0.0.1:9092',
  LEADLINE_REGISTRY: 'http://127.0.0.1:8081',
  LEADLINE_REDIS: 'redis://127.0.0.1:6379',
};
const open = { ...near, LEADLINE_HOST: '0.0.0.0' };
const keyed = { ...open, LEADLINE_API_KEYS_FILE: '/keys', LEADLINE_API_PEPPER: 'sixteen characters' };

test('without keys intake serves this machine alone, unless development says so', () => {
  expect(() => readConfig(settings, near)).not.toThrow();
  expect(() => readConfig(settings, open)).toThrow(/LEADLINE_API_KEYS_FILE is not set.*keyless/);
  expect(() => readConfig(settings, { ...open, LEADLINE_INSECURE: 'plaintext' })).toThrow('keyless');
  expect(() => readConfig(settings, { ...open, LEADLINE_INSECURE: 'keyless' })).not.toThrow();
});

test('with keys it serves anybody, and needs their pepper', () => {
  expect(() => readConfig(settings, keyed)).not.toThrow();
  expect(() => readConfig(settings, { ...keyed, LEADLINE_API_PEPPER: '' })).toThrow('LEADLINE_API_PEPPER');
  expect(() => readConfig(settings, { ...keyed, LEADLINE_API_PEPPER: 'short' })).toThrow('at least 16');
});

test('one list of keys is enough', () => {
  expect(() => readConfig(settings, { ...keyed, LEADLINE_API_KEYS: 'lines' })).toThrow('not both');
});
