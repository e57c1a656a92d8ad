import { tcpProxy } from '../../../testkit/src/tcp-proxy.ts';
import { Bench, BROKERS, numbers, text, until } from '../harness.ts';

describe('a follower', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  test('has taken, after a refresh, everything that was acknowledged before it, of all topics', async () => {
    const topics = [await bench.topic('one', 3), await bench.topic('two')];
    await bench.fill(topics[0]!, numbers(50), 3);
    const seen: string[] = [];
    const follower = await bench.client.follow({
      topics,
      take: async (records) => void seen.push(...records.map((one) => `${one.topic} ${text(one)}`)),
    });
    const expected = numbers(50).map((value) => `${topics[0]} ${value}`);
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([
        bench.fill(topics[0]!, [`round ${round}`]),
        bench.fill(topics[1]!, [`round ${round}`]),
      ]);
      expected.push(...topics.map((topic) => `${topic} round ${round}`));
      await Promise.all([follower.refresh(), follower.refresh()]);
      expect(seen.toSorted()).toEqual(expected.toSorted());
    }
    await follower.close();
  });

  test('gives records again that could not be taken, and says why until they are', async () => {
    const topic = await bench.topic('refused');
    await bench.fill(topic, numbers(3));
    let refuses = true;
    const taken: string[] = [];
    const follower = await bench.client.follow({
      topics: [topic],
      take: async (records) => {
        if (refuses) throw new Error('not now');
        taken.push(...records.map(text));
      },
    });
    await expect(follower.refresh()).rejects.toThrow('not now');
    refuses = false;
    await until('taken', async () =>
      follower.refresh().then(
        () => true,
        () => false,
      ),
    );
    expect(taken).toEqual(numbers(3));
    await follower.close();
  });

  test('goes on after its connections were cut: no gap, no duplicate', async () => {
    const proxy = await tcpProxy(BROKERS);
    const [host = '', port = ''] = proxy.address.split(':');
    const client = await bench.another({ route: () => ({ host, port: Number(port) }) });
    const topic = await bench.topic('cut');
    const seen: string[] = [];
    const follower = await client.follow({
      topics: [topic],
      take: async (records) => void seen.push(...records.map(text)),
    });
    await bench.fill(topic, numbers(5));
    await follower.refresh();
    proxy.cut();
    await bench.fill(topic, numbers(5, 'later '));
    await expect(follower.refresh()).rejects.toMatchObject({ code: 'LEADLINE_KAFKA_UNAVAILABLE' });
    proxy.heal();
    await until('refreshed', async () =>
      follower.refresh().then(
        () => true,
        () => false,
      ),
    );
    expect(seen).toEqual([...numbers(5), ...numbers(5, 'later ')]);
    await follower.close();
    await proxy.close();
  });
});
