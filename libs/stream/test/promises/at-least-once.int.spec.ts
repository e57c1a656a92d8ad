import type { AtLeastOnceOptions, Running, StreamRecord } from '../../src/index.ts';
import { Bench, DONE, failed, fresh, numbers, text, until } from '../harness.ts';

describe('at least once', () => {
  let bench: Bench;
  beforeAll(async () => (bench = await Bench.open()));
  afterAll(() => bench.close());

  /** Runs a handler over a filled topic and keeps what it was given. */
  async function running(
    values: readonly string[],
    options: Partial<AtLeastOnceOptions> = {},
    partitions = 1,
  ) {
    const [group, topic] = [fresh('stage'), await bench.topic('in', partitions)];
    await bench.fill(topic, values, partitions);
    const seen: StreamRecord[] = [];
    const handle: AtLeastOnceOptions['handle'] = async (batch, signal) => {
      seen.push(...batch);
      return options.handle?.(batch, signal) ?? batch.map(() => DONE);
    };
    const start = (client = bench.client): Promise<Running> =>
      client.runAtLeastOnce({ maxBatch: 10, ...options, group, topics: [topic], handle });
    const drained = () => until('the lag is zero', async () => (await bench.lag(group, topic)) === 0n);
    return { group, topic, seen, start, drained, running: await start() };
  }

  test('every record is handled, in order per partition, in batches of at most maxBatch', async () => {
    const sizes: number[] = [];
    const job = await running(numbers(100), {
      handle: async (batch) => (sizes.push(batch.length), batch.map(() => DONE)),
    });
    await job.drained();
    await job.running.stop();
    expect(job.seen.map(text)).toEqual(numbers(100));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
  });

  test('a reader who lingers gets what comes meanwhile together, and all of it', async () => {
    const LINGER_MS = 1000;
    const batches: StreamRecord[][] = [];
    const job = await running(['0'], {
      lingerMs: LINGER_MS,
      handle: async (batch) => (batches.push([...batch]), batch.map(() => DONE)),
    });
    await until('the first is seen', () => job.seen.length === 1);
    const began = Date.now();
    for (const value of numbers(10).slice(1)) await bench.fill(job.topic, [value], 1);
    const fetches = Math.ceil((Date.now() - began) / LINGER_MS) + 1;
    await job.drained();
    await job.running.stop();
    expect(job.seen.map(text)).toEqual(numbers(10));
    expect(batches.length).toBeLessThanOrEqual(1 + fetches);
  });

  test('a reader who lingers does not while more lies there', async () => {
    const LINGER_MS = 2000;
    const large = 'x'.repeat(900_000); // so that no two of them come in one fetch
    const job = await running(['first'], { lingerMs: LINGER_MS });
    await until('the first is seen', () => job.seen.length === 1);
    const began = Date.now();
    await bench.fill(
      job.topic,
      Array.from({ length: 8 }, () => large),
      1,
    );
    await job.drained();
    await job.running.stop();
    expect(job.seen).toHaveLength(9);
    expect(Date.now() - began).toBeLessThan(4 * LINGER_MS);
  });

  test('poison goes to the dead letters once, bytes and headers untouched; its neighbours are handled', async () => {
    const told: string[] = [];
    const job = await running(numbers(20), {
      handle: async (batch) => batch.map((one) => (text(one) === '5' ? failed('poison') : DONE)),
      onDeadLetter: async (one, { offset }, code) => void told.push(`${text(one)} ${offset} ${code}`),
    });
    await job.drained();
    await job.running.stop();
    expect(job.seen.map(text)).toEqual(numbers(20));
    const letters = await bench.read(`${job.group}.dlq`);
    expect(letters.map(text)).toEqual(['5']);
    expect(letters[0]?.key).toBe('5');
    expect(letters[0]?.headers).toMatchObject({
      'dlq-topic': job.topic,
      'dlq-offset': '5',
      'dlq-code': 'TEST_POISON',
    });
    expect(told).toEqual(['5 0 TEST_POISON']);
  });

  test('a handler that throws: the guilty record alone goes to the dead letters, after two tries', async () => {
    const handled = new Set<string>();
    const job = await running(numbers(20), {
      handle: async (batch) => {
        if (batch.some((one) => text(one) === '11')) throw new TypeError('a defect');
        for (const one of batch) handled.add(text(one));
        return batch.map(() => DONE);
      },
    });
    await job.drained();
    await job.running.stop();
    expect([...handled]).toEqual(numbers(20).filter((value) => value !== '11'));
    const letters = await bench.read(`${job.group}.dlq`);
    expect(letters.map((letter) => [text(letter), letter.headers['dlq-attempts']])).toEqual([['11', '2']]);
  });

  test('a broken dependency never makes a dead letter: the partition waits for it, and the others go on', async () => {
    let down = true;
    const job = await running(
      numbers(40),
      {
        handle: async (batch) =>
          batch.map((one) => (down && one.partition === 0 ? failed('transient') : DONE)),
      },
      2,
    );
    await until('the other partition is through', () => job.seen.some((one) => text(one) === '39'));
    expect(await bench.lag(job.group, job.topic)).toBeGreaterThanOrEqual(20n);
    down = false;
    await job.drained();
    await job.running.stop();
    expect(new Set(job.seen.map(text)).size).toBe(40);
    expect(await bench.values(`${job.group}.dlq`)).toEqual([]);
  });

  test('a retryable record comes again after the wait of its tier, as it was; the others do not wait', async () => {
    const tries: number[] = [];
    const job = await running(numbers(10), {
      handle: async (batch) =>
        batch.map((one) => {
          if (text(one) !== '4') return DONE;
          tries.push(Date.now());
          return tries.length === 1 ? failed('retryable') : DONE;
        }),
    });
    await job.drained();
    await until('it comes again', () => tries.length === 2);
    await job.running.stop();
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(5000);
    expect(job.seen.map(text)).toEqual([...numbers(10), '4']);
    const [first, again] = job.seen.filter((one) => text(one) === '4');
    expect(again).toEqual(first);
  });

  test('a rebalance loses no record', async () => {
    const job = await running(numbers(2000), {}, 4);
    const other = await job.start(await bench.another());
    await until('some are handled', () => job.seen.length > 500);
    await job.running.stop();
    await job.drained();
    await other.stop();
    expect(new Set(job.seen.map(text)).size).toBe(2000);
  });

  test('a slow handler costs no session: nothing is handled twice', async () => {
    const slow = Promise.withResolvers<void>();
    setTimeout(() => slow.resolve(), 8000);
    const job = await running(numbers(3), {
      handle: async (batch) => {
        await slow.promise;
        return batch.map(() => DONE);
      },
    });
    await job.drained();
    await job.running.stop();
    expect(job.seen.map(text)).toEqual(numbers(3));
  });

  test('stop finishes the batch in hand, commits it and leaves', async () => {
    const [entered, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const job = await running(numbers(25), {
      handle: async (batch) => {
        entered.resolve();
        await gate.promise;
        return batch.map(() => DONE);
      },
    });
    await entered.promise;
    const stopped = job.running.stop();
    gate.resolve();
    await stopped;
    expect(await bench.lag(job.group, job.topic)).toBe(15n);
  });

  test('rewind starts again from the beginning', async () => {
    let [handled, rewinds] = [0, 1];
    const job = await running(numbers(30), {
      handle: async (batch) => ((handled += batch.length), batch.map(() => DONE)),
      idle: async () => (handled >= 30 && rewinds-- > 0 ? 'rewind' : 'ok'),
    });
    await until('all come a second time', () => job.seen.length >= 60);
    await job.drained();
    await job.running.stop();
    expect(job.seen.map(text)).toEqual([...numbers(30), ...numbers(30)]);
  });

  test('when the dead letter cannot be written, the partition waits', async () => {
    let told = 0;
    const job = await running(numbers(3), {
      handle: async (batch) => batch.map((one) => (text(one) === '1' ? failed('poison') : DONE)),
      onDeadLetter: async () => {
        if ((told += 1) < 3) throw new Error('not now');
      },
    });
    await job.drained();
    await job.running.stop();
    expect(told).toBe(3);
    expect(await bench.values(`${job.group}.dlq`)).toEqual(['1']);
  });
});
