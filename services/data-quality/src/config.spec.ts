import { LOCAL_SECRET, readConfig } from '@leadline/service-kit';
import { settings } from './config.ts';

const read = (brokers: string, secret?: string) =>
  readConfig(settings, {
    LEADLINE_KAFKA: brokers,
    LEADLINE_REGISTRY: 'http://127.0.0.1:8081',
    LEADLINE_SECRET: secret,
  }).LEADLINE_SECRET;

test('on one machine the public secret serves', () => {
  expect(read('127.0.0.1:9092,localhost:9093')).toBe(LOCAL_SECRET);
});

test.each(['kafka:9092', '10.0.0.1:9092', '127.0.0.1:9092,kafka:9092', 'localhost.firm.io:9092'])(
  'with brokers at %s it refuses to start on the public secret, and says why',
  (brokers) => {
    expect(() => read(brokers)).toThrow(/LEADLINE_SECRET is not set; .*LEADLINE_KAFKA is on this machine/);
    expect(() => read(brokers, LOCAL_SECRET)).toThrow('LEADLINE_SECRET is not valid');
    expect(read(brokers, "a secret of one's own")).toBe("a secret of one's own");
  },
);
