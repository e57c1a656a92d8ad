import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CHANGES, PROMISED } from '../test/drift-changes.ts';
import type { Course } from '../test/drift-course.ts';

/**
 * Must show 5 of data quality: alarms within 200 leads of a change, none in 30 days without one. Contracts are learned from two
 * weeks of the sample company's traffic, then the next weeks are watched, source by source.
 */
const SEEDS = Array.from({ length: 20 }, (_, index) => `drift-${String(index + 1)}`);

let courses: readonly Course[] = [];

/** Every so many seeds to one worker, as many workers as the machine runs at once. */
beforeAll(async () => {
  const workers = Math.min(availableParallelism(), SEEDS.length);
  const shares = Array.from({ length: workers }, (_, at) =>
    SEEDS.filter((_seed, index) => index % workers === at),
  );
  courses = (await Promise.all(shares.map(watched))).flat();
});

/** What a worker of its own makes of the seeds; rejects with what went wrong in it. */
async function watched(seeds: readonly string[]): Promise<readonly Course[]> {
  const worker = new Worker(new URL('../test/drift-worker.ts', import.meta.url), {
    workerData: seeds,
    execArgv: ['--conditions=@leadline/source'],
  });
  const found: Course[] = [];
  worker.on('message', (some: readonly Course[]) => found.push(...some));
  await once(worker, 'exit');
  return found;
}

test('30 days of unchanged traffic raise no alarm, whatever the seed', () => {
  const alarms = courses.flatMap(({ seed, alarms: raised }) => raised.map((alarm) => ({ seed, ...alarm })));
  const leads = courses.reduce((sum, course) => sum + course.leads, 0);
  process.stdout.write(
    `drift: ${String(SEEDS.length)} seeds, ${String(courses.length)} sources x 30 days, ${String(leads)} leads unchanged: ${String(alarms.length)} alarms\n`,
  );
  expect(new Set(courses.map(({ seed }) => seed)).size).toBe(SEEDS.length);
  expect(leads).toBeGreaterThan(200_000);
  expect(alarms).toEqual([]);
});

test.each(CHANGES.map(({ name }, at) => [name, at] as const))(
  'a source that %s raises its alarm within 200 leads, in every seed',
  (name, at) => {
    const delays = courses.map((course) => course.delays[at]!);
    const found = delays.filter((delay) => delay > 0 && delay <= PROMISED);
    const sorted = found.toSorted((a, b) => a - b);
    process.stdout.write(
      `drift: ${name}: ${String(found.length)} of ${String(delays.length)} sources, after ${String(sorted[Math.floor(sorted.length / 2)])} leads (half), ${String(sorted.at(-1))} (worst)\n`,
    );
    expect(delays.length).toBeGreaterThan(0);
    expect(found).toHaveLength(courses.length);
  },
);
