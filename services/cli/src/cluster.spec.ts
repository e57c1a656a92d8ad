import { addressed, besides } from './cluster.ts';

const files = { LEADLINE_KAFKA_FILE: '/run/kafka', LEADLINE_REDIS_FILE: '/run/redis' };

test('an address that lies in a file counts as given', async () => {
  await expect(addressed(files, ['LEADLINE_KAFKA', 'LEADLINE_REDIS'])).resolves.toEqual(files);
  await expect(addressed(files, ['LEADLINE_KAFKA', 'LEADLINE_REGISTRY'])).rejects.toMatchObject({
    code: 'LEADLINE_CONFIG_INVALID',
    where: 'LEADLINE_REGISTRY',
  });
});

test('the local stack adds what is not given, also not as a file', () => {
  const stack = { LEADLINE_REDIS: 'redis://127.0.0.1:1', LEADLINE_REGISTRY: 'http://127.0.0.1:2' };
  expect(besides(files, stack)).toEqual({ LEADLINE_REGISTRY: 'http://127.0.0.1:2' });
});
