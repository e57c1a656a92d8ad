import { Kafka, logLevel } from 'kafkajs';
import { API, kafkaProxy, type KafkaProxy } from '../../../testkit/src/kafka-proxy.ts';
import {
  type PartitionLag,
  type Running,
  settle,
  type StreamRecord,
  StreamUnavailable,
} from '../../src/index.ts';
import { TransactionalProducer } from '../../src/kafka/transactions.ts';
import { Bench, BROKERS, DONE, fresh, kafka, numbers, record, text, until } from '../harness.ts';

const nothing = async () => {};

describe('the log', () => {
  let bench: Bench;
  let proxy: KafkaProxy;
  beforeAll(async () => {
    bench = await Bench.open();
    proxy = await kafkaProxy(BROKERS);
  });
  afterAll(async () => {
    await bench.close();
    await proxy.close();
  });

  /** Leaves aborted records of two producers, interleaved, among committed ones; the last thing is an abort marker. */
  async function withAborts(): Promise<string> {
    const topic = await bench.topic('aborts');
    const kafkajs = new Kafka({
      brokers: [BROKERS],
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 5 },
    });
    const [one, two] = [fresh('tx'), fresh('tx')].map((transactionalId) =>
      kafkajs.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 }),
    ) as [ReturnType<Kafka['producer']>, ReturnType<Kafka['producer']>];
    await Promise.all([one.connect(), two.connect()]);
    const send = async (tx: { send: ReturnType<Kafka['producer']>['send'] }, value: string) =>
      void (await tx.send({ topic, messages: [{ value }] }));
    const [a, b] = [await one.transaction(), await two.transaction()];
    await send(a, 'aborted 1');
    await send(b, 'aborted 2');
    await bench.fill(topic, ['kept 1']);
    await b.abort();
    await send(a, 'aborted 3');
    await a.abort();
    const c = await one.transaction();
    await send(c, 'kept 2');
    await c.commit();
    const d = await two.transaction();
    await send(d, 'aborted 4');
    await d.abort();
    await Promise.all([one.disconnect(), two.disconnect()]);
    return topic;
  }

  test('aborted records are never delivered, and the lag behind markers becomes zero', async () => {
    const topic = await withAborts();
    expect(await bench.values(topic)).toEqual(['kept 1', 'kept 2']);
    const group = fresh('reader');
    const seen: string[] = [];
    const running = await bench.client.runAtLeastOnce({
      group,
      topics: [topic],
      handle: async (batch) => (seen.push(...batch.map(text)), batch.map(() => DONE)),
    });
    const ends = await bench.client.endOffsets(topic);
    await until('committed behind the markers', async () => {
      const [lag] = await bench.client.lag(group, [topic]);
      return lag?.committed === ends.get(0);
    });
    await running.stop();
    expect(seen).toEqual(['kept 1', 'kept 2']);
  });

  test('an owner commits its way past markers, too', async () => {
    const topic = await withAborts();
    const [claims, group] = [await bench.topic('claims'), fresh('owners')];
    const running = await bench.client.runExactlyOnce({
      group,
      topic,
      claim: () => record(claims, 'claim'),
      task: () => ({
        open: nothing,
        process: async () => [],
        committed: nothing,
        idle: nothing,
        close: nothing,
      }),
    });
    const ends = await bench.client.endOffsets(topic);
    await until('committed behind the markers', async () => {
      const [lag] = await bench.client.lag(group, [topic]);
      return lag?.committed === ends.get(0);
    });
    await running.stop();
  });

  test('markers and aborted records behind a committed offset are no lag, records are, since the first of them was written', async () => {
    const topic = await withAborts();
    const group = fresh('stopped');
    const [first, last] = (await bench.read(topic)) as [StreamRecord, StreamRecord];
    const committer = await TransactionalProducer.open(kafka(), group, fresh('tx'));
    const lagBehind = async ({ offset }: StreamRecord): Promise<PartitionLag> => {
      await committer.commit(nothing, { topic, partition: 0, offset: offset + 1n });
      let lag: PartitionLag;
      // Kafka acknowledges the end of a transaction before its marker is in the group's log: until then the offset is the one before.
      await until('the offset is committed', async () => {
        lag = (await bench.client.lag(group, [topic]))[0]!;
        return lag.committed === offset + 1n;
      });
      return lag!;
    };
    const none = await lagBehind(last);
    expect(none).toMatchObject({ end: none.committed, since: null });
    const some = await lagBehind(first);
    expect(some.end).toBeGreaterThan(some.committed);
    // Not that of an aborted record, of which there are some between the two.
    expect(some.since).toBe(last.timestamp);
    await committer.close();
    const ends = await bench.client.endOffsets(topic);
    expect(ends.get(0)! > last.offset + 1n).toBe(true);
  });

  test('records of an open transaction are lag until it is decided: nobody takes them for none', async () => {
    const [topic, group, id] = [await bench.topic('undecided'), fresh('reader'), fresh('tx')];
    const writer = await TransactionalProducer.open(kafka(), fresh('group'), id);
    const before = Date.now();
    const [sent, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const write = writer.commit(async (send) => {
      await send([{ ...record(topic, 'undecided'), partition: 0 }]);
      sent.resolve();
      await end.promise;
    }, null);
    await sent.promise;
    expect(await bench.lag(group, topic)).toBe(1n);
    const [undecided] = await bench.client.lag(group, [topic]);
    expect(undecided?.since).toBeGreaterThanOrEqual(before);
    await expect(settle(bench.client, group, [topic], { timeoutMs: 0 })).rejects.toMatchObject({
      code: 'LEADLINE_SETTLE_TIMEOUT',
    });
    const successor = await TransactionalProducer.open(kafka(), fresh('group'), id);
    await settle(bench.client, group, [topic]);
    expect(await bench.client.lag(group, [topic])).toMatchObject([{ since: null }]);
    end.reject(new Error('superseded'));
    await expect(write).rejects.toThrow('superseded');
    await Promise.all([writer.close(), successor.close()]);
    expect(await bench.values(topic)).toEqual([]);
  });

  test('a read ends by itself, fast, waits for what is undecided, and takes only the asked range', async () => {
    const topic = await bench.topic('read', 2);
    await bench.fill(topic, numbers(40), 2);
    const startedAt = Date.now();
    expect(await bench.values(topic)).toHaveLength(40);
    expect(Date.now() - startedAt).toBeLessThan(5000);
    const range = { topic, partitions: [1], from: new Map([[1, 5n]]), to: new Map([[1, 8n]]) };
    const some: bigint[] = [];
    for await (const records of bench.client.read(range)) some.push(...records.map(({ offset }) => offset));
    expect(some).toEqual([5n, 6n, 7n]);
    const writer = await TransactionalProducer.open(kafka(), fresh('group'), fresh('tx'));
    const [sent, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const write = writer.commit(async (send) => {
      await send([{ ...record(topic, 'undecided'), partition: 0 }]);
      sent.resolve();
      await go.promise;
    }, null);
    await sent.promise;
    const reading = bench.values(topic);
    go.resolve();
    await write;
    await writer.close();
    expect(await reading).toContain('undecided');
  });

  test('a read survives lost connections', async () => {
    const topic = await bench.topic('read');
    await bench.fill(topic, numbers(3000));
    const client = await bench.another({ route: proxy.route });
    const seen: string[] = [];
    for await (const records of client.read({ topic })) {
      seen.push(...records.map(text));
      if (seen.length === records.length) proxy.loseResponses(API.fetch, 2);
    }
    expect(seen).toEqual(numbers(3000));
  });

  test('no acknowledged record is lost or doubled when produce responses get lost, and the order stays', async () => {
    const topic = await bench.topic('sent');
    const client = await bench.another({ route: proxy.route });
    const producer = await client.producer();
    for (let round = 0; round < 10; round += 1) {
      proxy.loseResponses(API.produce, 1);
      await Promise.all(
        numbers(20).map((_, index) => producer.send([record(topic, String(round * 20 + index))])),
      );
    }
    expect(await bench.values(topic)).toEqual(numbers(200));
  });

  test('positions are where the records lie', async () => {
    const topic = await bench.topic('sent', 3);
    const producer = await bench.client.producer();
    const out = numbers(30).map((value) => ({ topic, key: value, value: Buffer.from(value) }));
    const positions = await Promise.all(out.map((one) => producer.send([one])));
    const found = new Map(
      (await bench.read(topic)).map((one) => [text(one), `${one.partition}/${one.offset}`]),
    );
    const said = positions.flat().map(({ partition, offset }) => `${partition}/${offset}`);
    expect(said).toEqual(numbers(30).map((value) => found.get(value)));
  });

  test('a record that Kafka refuses does not take its neighbours with it', async () => {
    const topic = await bench.topic('sent');
    const producer = await bench.client.producer();
    const giant = producer.send([record(topic, 'x'.repeat(9_000_000))]);
    const neighbours = numbers(3).map((value) => producer.send([record(topic, value)]));
    await expect(giant).rejects.toMatchObject({ code: 'LEADLINE_RECORD_REFUSED' });
    await Promise.all(neighbours);
    expect(await bench.values(topic)).toEqual(numbers(3));
  });

  test('records of several MB are written and read, also by a group that reads several partitions at once', async () => {
    const [topic, group] = [await bench.topic('large', 3), fresh('reader')];
    const values = numbers(6).map((value) => value.repeat(2_500_000));
    const producer = await bench.client.producer();
    for (const [index, value] of values.entries())
      await producer.send([{ ...record(topic, value, index % 3), key: null }]);
    const all = values.map((value) => value.slice(0, 1)).toSorted();
    expect((await bench.values(topic)).map((value) => value.slice(0, 1)).toSorted()).toEqual(all);
    const seen: string[] = [];
    const running = await bench.client.runAtLeastOnce({
      group,
      topics: [topic],
      handle: async (batch) => (seen.push(...batch.map(text)), batch.map(() => DONE)),
    });
    await until('all are handled', () => seen.length === values.length);
    await running.stop();
    expect(seen.toSorted()).toEqual(values.toSorted());
  });

  test('a producer without a broker says so and does not hang', async () => {
    const gone = await kafkaProxy(BROKERS);
    const client = await bench.another({ route: gone.route });
    const producer = await client.producer();
    await gone.close();
    await expect(producer.send([record(await bench.topic('sent'), 'lost')])).rejects.toBeInstanceOf(
      StreamUnavailable,
    );
    expect(producer.pending).toBe(0);
  });

  test.each(['at least once', 'exactly once'])(
    'a committed offset outside the log stops the runner (%s)',
    async (kind) => {
      const [topic, group] = [await bench.topic('short'), fresh('ahead')];
      await bench.fill(topic, numbers(3));
      const admin = new Kafka({ brokers: [BROKERS], logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.setOffsets({ groupId: group, topic, partitions: [{ partition: 0, offset: '999' }] });
      await admin.disconnect();
      const running: Running =
        kind === 'at least once'
          ? await bench.client.runAtLeastOnce({ group, topics: [topic], handle: async () => [] })
          : await bench.client.runExactlyOnce({
              group,
              topic,
              claim: () => record(topic, 'claim'),
              task: () => ({
                open: nothing,
                process: async () => [],
                committed: nothing,
                idle: nothing,
                close: nothing,
              }),
            });
      await expect(running.died).rejects.toMatchObject({ code: 'LEADLINE_OFFSET_OUT_OF_RANGE' });
      expect(running.unhealthy()).toContain('999');
      await running.stop();
    },
  );
});
