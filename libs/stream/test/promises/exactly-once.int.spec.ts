import { API, kafkaProxy, type KafkaProxy } from '../../../testkit/src/kafka-proxy.ts';
import { PoisonRecord, Transient } from '../../src/index.ts';
import { TransactionalProducer } from '../../src/kafka/transactions.ts';
import { copyJob } from '../copy-job.ts';
import { Bench, BROKERS, kafka, numbers, record, text, until } from '../harness.ts';

describe('exactly once', () => {
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

  const drained = ({ group, from }: { group: string; from: string }) =>
    until('the lag is zero', async () => (await bench.lag(group, from)) === 0n);

  test('every record comes out once and in order, and the lag becomes zero', async () => {
    const job = await copyJob(bench, { values: numbers(95) });
    await drained(job);
    await job.running.stop();
    expect(await bench.values(job.to)).toEqual(numbers(95));
  });

  test.each([
    ['lost commit responses', () => proxy.loseResponses(API.endTxn, 1)],
    ['lost commit requests', () => proxy.loseRequests(API.endTxn, 1)],
    ['lost produce responses', () => proxy.loseResponses(API.produce, 1)],
    ['lost responses to offset commits', () => proxy.loseResponses(API.txnOffsetCommit, 1)],
  ])('%s: no gap and no duplicate', async (_name, strike) => {
    const before = proxy.lost;
    let strikes = 3;
    const task = () => ({ open: async () => void (strikes-- > 0 && strike()) });
    const client = await bench.another({ route: proxy.route });
    const job = await copyJob(bench, { values: numbers(60), client, task });
    await drained(job);
    await job.running.stop();
    expect(await bench.values(job.to)).toEqual(numbers(60));
    expect(proxy.lost - before).toBe(3);
  });

  test('a zombie is fenced: what it has in hand is decided by the new owner alone', async () => {
    const entered = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const job = await copyJob(bench, {
      values: numbers(5),
      task: (to, { committed }) => ({
        async process(chunk) {
          entered.resolve();
          await gate.promise;
          return chunk.map((one) => record(to, `${text(one)} by the owner from ${committed}`));
        },
      }),
    });
    await entered.promise;
    const rightful = await TransactionalProducer.open(kafka(), job.group, `${job.group}.${job.from}.0`);
    const decided = { ...record(job.to, '0 to 2 by the rightful owner'), partition: 0 };
    await rightful.commit(async (send) => void (await send([decided])), {
      topic: job.from,
      partition: 0,
      offset: 3n,
    });
    gate.resolve();
    await drained(job);
    await Promise.all([job.running.stop(), rightful.close()]);
    expect(await bench.values(job.to)).toEqual([
      '0 to 2 by the rightful owner',
      '3 by the owner from 3',
      '4 by the owner from 3',
    ]);
  });

  test('the token of each ownership is higher than the one before', async () => {
    const tokens: bigint[] = [];
    const task = (_to: string, { token }: { token: bigint }) => ({
      open: async () => void tokens.push(token),
    });
    const job = await copyJob(bench, { values: numbers(1), task });
    await drained(job);
    await job.running.stop();
    const second = await job.start(bench.client);
    await until('it is owned again', () => tokens.length >= 2);
    await second.stop();
    expect(tokens[1]! > tokens[0]!).toBe(true);
  });

  test('poison goes to the dead letters once, with its bytes, and its neighbours are processed', async () => {
    const words: string[] = [];
    const job = await copyJob(bench, {
      values: numbers(30),
      deadLettered: async (one, { offset }, code) => [
        record(job.to, `${text(one)} parked at ${offset}: ${code}`),
      ],
      task: (to) => ({
        async process(chunk) {
          words.push(...chunk.map(text));
          const bad = chunk.find((one) => ['13', '17'].includes(text(one)));
          if (bad !== undefined) throw new PoisonRecord(bad, 'TEST_POISON', 'cannot be read');
          return chunk.map((one) => record(to, text(one)));
        },
      }),
    });
    await drained(job);
    await job.running.stop();
    const expected = numbers(30).map((value) => (value === '13' ? '13 parked at 0: TEST_POISON' : value));
    // Between the two dead letters lies the marker of the first one's transaction.
    expected[17] = '17 parked at 2: TEST_POISON';
    expect(await bench.values(job.to)).toEqual(expected);
    const letters = await bench.read(`${job.group}.dlq`);
    expect(letters.map(text)).toEqual(['13', '17']);
    expect(letters[0]?.headers).toMatchObject({
      'dlq-topic': job.from,
      'dlq-partition': '0',
      'dlq-offset': '13',
      'dlq-code': 'TEST_POISON',
      'dlq-stage': job.group,
      'dlq-attempts': '1',
    });
  });

  test('a record that makes the task throw goes to the dead letters after two tries, alone', async () => {
    const job = await copyJob(bench, {
      values: numbers(20),
      task: (to) => ({
        async process(chunk) {
          if (chunk.some((one) => text(one) === '7')) throw new TypeError('a defect');
          return chunk.map((one) => record(to, text(one)));
        },
      }),
    });
    await drained(job);
    await job.running.stop();
    expect(await bench.values(job.to)).toEqual(numbers(20).filter((value) => value !== '7'));
    const letters = await bench.read(`${job.group}.dlq`);
    expect(letters.map((letter) => [text(letter), letter.headers['dlq-attempts']])).toEqual([['7', '2']]);
  });

  test('a record whose output Kafka refuses goes to the dead letters, and its neighbours are processed', async () => {
    const job = await copyJob(bench, {
      values: numbers(20),
      task: (to) => ({
        process: async (chunk) =>
          chunk.map((one) => record(to, text(one) === '7' ? 'x'.repeat(9_000_000) : text(one))),
      }),
    });
    await drained(job);
    await job.running.stop();
    expect(await bench.values(job.to)).toEqual(numbers(20).filter((value) => value !== '7'));
    const [letter] = await bench.read(`${job.group}.dlq`);
    expect(letter?.headers).toMatchObject({ 'dlq-code': 'LEADLINE_RECORD_REFUSED', 'dlq-offset': '7' });
  });

  test('poison that is found before anything has changed costs no new task', async () => {
    let opened = 0;
    const job = await copyJob(bench, {
      values: numbers(30),
      task: (to) => ({
        open: async () => void (opened += 1),
        async process(chunk) {
          const bad = chunk.find((one) => ['0', '13', '17', '29'].includes(text(one)));
          if (bad !== undefined) throw new PoisonRecord(bad, 'TEST_POISON', 'bad', { clean: true });
          return chunk.map((one) => record(to, text(one)));
        },
      }),
    });
    await drained(job);
    await job.running.stop();
    expect(await bench.values(`${job.group}.dlq`)).toEqual(['0', '13', '17', '29']);
    expect(await bench.values(job.to)).toHaveLength(26);
    expect(opened).toBe(1);
  });

  test('a broken dependency never makes a dead letter: the partition waits for it', async () => {
    let failures = 0;
    const job = await copyJob(bench, {
      values: numbers(12),
      task: (to) => ({
        async process(chunk) {
          if (failures < 5) throw new Transient('TEST_DOWN', `down ${(failures += 1)}`);
          return chunk.map((one) => record(to, text(one)));
        },
      }),
    });
    await drained(job);
    await job.running.stop();
    expect(await bench.values(job.to)).toEqual(numbers(12));
    expect(await bench.values(`${job.group}.dlq`)).toEqual([]);
  });

  test('stop finishes and commits the chunk in hand', async () => {
    const entered = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const job = await copyJob(bench, {
      values: numbers(25),
      task: (to) => ({
        async process(chunk) {
          entered.resolve();
          await gate.promise;
          return chunk.map((one) => record(to, text(one)));
        },
      }),
    });
    await entered.promise;
    const stopped = job.running.stop();
    gate.resolve();
    await stopped;
    expect(await bench.values(job.to)).toEqual(numbers(10));
    expect(await bench.lag(job.group, job.from)).toBe(15n);
  });

  test('an output far beyond the size of one send is one transaction', async () => {
    const large = 'x'.repeat(300_000);
    const job = await copyJob(bench, {
      values: numbers(1),
      task: (to) => ({ process: async () => numbers(12).map((value) => record(to, value + large)) }),
    });
    await drained(job);
    await job.running.stop();
    expect((await bench.values(job.to)).map((value) => value.length)).toEqual(
      numbers(12).map((v) => v.length + 300_000),
    );
  });
});
