import { tcpProxy, type TcpProxy } from '../../../testkit/src/tcp-proxy.ts';
import { copyJob } from '../copy-job.ts';
import { Bench, BROKERS, DONE, fresh, numbers, text, until } from '../harness.ts';

/** Longer than a session: the group has thrown us out when the broker is back. */
const OUTAGE_MS = 8000;

describe('an outage of the broker', () => {
  let bench: Bench;
  let proxy: TcpProxy;
  beforeAll(async () => {
    bench = await Bench.open();
    proxy = await tcpProxy(BROKERS);
  });
  afterAll(async () => {
    await bench.close();
    await proxy.close();
  });

  const route = () => {
    const [host = '', port = ''] = proxy.address.split(':');
    return { host, port: Number(port) };
  };

  test.each(['cut', 'hang'] as const)(
    'runners go on by themselves after it: no gap, no duplicate (%s)',
    async (kind) => {
      const client = await bench.another({ route, requestTimeoutMs: 4000 });
      const copied = await copyJob(bench, { values: numbers(20), partitions: 2, client });
      const [group, topic] = [fresh('stage'), await bench.topic('in')];
      const seen = new Set<string>();
      const stage = await client.runAtLeastOnce({
        group,
        topics: [topic],
        handle: async (batch) => {
          for (const one of batch) seen.add(text(one));
          return batch.map(() => DONE);
        },
      });
      await bench.fill(topic, numbers(10));
      await until(
        'both work',
        async () => seen.size === 10 && (await bench.lag(copied.group, copied.from)) === 0n,
      );
      proxy[kind]();
      await bench.fill(topic, numbers(10, 'later '));
      await bench.fill(copied.from, numbers(20, 'later '), 2);
      await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
      proxy.heal();
      await until('the stage is through', async () => (await bench.lag(group, topic)) === 0n);
      await until('the owner is through', async () => (await bench.lag(copied.group, copied.from)) === 0n);
      expect([stage.unhealthy(), copied.running.unhealthy()]).toEqual([null, null]);
      await Promise.all([stage.stop(), copied.running.stop()]);
      expect(seen.size).toBe(20);
      const values = await bench.values(copied.to);
      expect(values.toSorted()).toEqual([...numbers(20), ...numbers(20, 'later ')].toSorted());
    },
  );
});
