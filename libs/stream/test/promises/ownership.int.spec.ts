import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { copyJob } from '../copy-job.ts';
import { Bench, fresh, numbers, record, text, until } from '../harness.ts';

const WORKER = fileURLToPath(new URL('../copying-worker.ts', import.meta.url));

/** Records that may wait for the owners. */
const BACKLOG = 400n;

/** An owner in a process of its own. */
class Worker {
  readonly owned: number[] = [];
  readonly process: ChildProcess;
  constructor(...topics: readonly string[]) {
    this.process = spawn(
      process.execPath,
      ['--conditions=@leadline/source', '--no-warnings', WORKER, ...topics],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    this.process.stdout!.on('data', (bytes: Buffer) => {
      for (const [, partition] of bytes.toString().matchAll(/owns (\d+)/g))
        this.owned.push(Number(partition));
    });
  }
  signal(signal: NodeJS.Signals): void {
    process.kill(this.process.pid!, signal);
  }
  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await gone;
  }
}

describe('ownership', () => {
  let bench: Bench;
  const workers: Worker[] = [];
  beforeAll(async () => (bench = await Bench.open()));
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await bench.close();
  });
  const worker = (...topics: readonly string[]): Worker => {
    const started = new Worker(...topics);
    workers.push(started);
    return started;
  };

  test('owners are killed, frozen and started again while records flow: no gap and no duplicate', async () => {
    const group = fresh('owners');
    const [from, to, claims] = [
      await bench.topic('from', 2),
      await bench.topic('to', 2),
      await bench.topic('claims', 2),
    ];
    const producer = await bench.client.producer();
    let sent = 0;
    const enough = new AbortController();
    // No faster than the owners copy: on a slow machine they would have too much left to do at the end.
    const pour = async (): Promise<void> => {
      while (!enough.signal.aborted) {
        await producer.send(numbers(20).map((_, index) => record(from, String(sent + index), index % 2)));
        sent += 20;
        await until(
          'the owners follow',
          async () => enough.signal.aborted || (await bench.lag(group, from)) < BACKLOG,
        );
      }
    };
    const poured = pour();
    const copied = async () =>
      [...(await bench.client.endOffsets(to)).values()].reduce((sum, end) => sum + end, 0n);
    const progress = async (): Promise<void> => {
      const before = await copied();
      await until('the copying goes on', async () => (await copied()) > before);
    };
    const start = () => worker(group, from, to, claims);
    const [first, second] = [start(), start()];
    await progress();
    await first.kill();
    const third = start();
    await progress();
    // Frozen for longer than its session: it wakes up as a zombie with a chunk in hand.
    second.signal('SIGSTOP');
    const before = third.owned.length;
    await until('the other one takes over', () => new Set(third.owned.slice(before)).size === 2);
    second.signal('SIGCONT');
    await progress();
    await third.kill();
    await progress();
    enough.abort();
    await poured;
    await producer.close();
    await until('the lag is zero', async () => (await bench.lag(group, from)) === 0n);
    const values = (await bench.read(to)).map((one) => Number(text(one)));
    expect(values.toSorted((a, b) => a - b)).toEqual(numbers(sent).map(Number));
    const perPartition = Map.groupBy(await bench.read(to), (one) => one.partition);
    for (const records of perPartition.values()) {
      const inOrder = records.map((one) => Number(text(one)));
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
    }
  });

  test('an idle partition of a killed owner is taken over, and its timers fire, within 15 s', async () => {
    const group = fresh('owners');
    const [from, to, claims] = [
      await bench.topic('from', 2),
      await bench.topic('to', 2),
      await bench.topic('claims', 2),
    ];
    const owner = worker(group, from, to, claims);
    await until('both are owned', () => owner.owned.length === 2);
    await owner.kill();
    const killedAt = Date.now();
    const ticked = new Map<number, number>();
    const running = await bench.client.runExactlyOnce({
      group,
      topic: from,
      claim: (partition) => record(claims, 'claim', partition),
      task: ({ partition }) => ({
        open: async () => {},
        process: async () => [],
        committed: async () => {},
        idle: async (now) => void ticked.set(partition, now),
        close: async () => {},
      }),
    });
    await until('the timers of both fire', () => ticked.size === 2);
    await running.stop();
    expect(Math.max(...ticked.values()) - killedAt).toBeLessThan(15_000);
  });

  test('a rebalance among living owners: no gap and no duplicate', async () => {
    const job = await copyJob(bench, { values: numbers(3000), partitions: 4 });
    const second = await job.start(await bench.another());
    await until('work is done', async () => (await bench.values(job.to)).length > 1000);
    const third = await job.start(await bench.another());
    await job.running.stop();
    await until('the lag is zero', async () => (await bench.lag(job.group, job.from)) === 0n);
    await Promise.all([second.stop(), third.stop()]);
    const values = (await bench.values(job.to)).map(Number);
    expect(values.toSorted((a, b) => a - b)).toEqual(numbers(3000).map(Number));
  });
});
