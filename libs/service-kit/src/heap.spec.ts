import { spawnSync } from 'node:child_process';

/** A process with 40 MB of buffers, each of which is replaced 25 times, a gigabyte in all: how often it collects its whole heap. */
const PROGRAM = `
  import { constants } from 'node:perf_hooks';
  let majors = 0;
  new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) majors += 1;
  }).observe({ entryTypes: ['gc'] });
  if (process.argv[1] === 'counted') {
    const { countBuffersAsHeap } = await import(process.argv[2]);
    countBuffersAsHeap();
  }
  const kept = [];
  for (let at = 0; at < 1_000; at += 1) {
    kept[at % 40] = Buffer.alloc(1_000_000, 1);
    await new Promise(setImmediate);
  }
  await new Promise(setImmediate);
  console.log(majors);
`;

function majors(how: 'counted' | 'plain'): number {
  const heap = new URL('heap.ts', import.meta.url).href;
  const args = ['--no-warnings', '--input-type=module', '-e', PROGRAM, how, heap];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: {} });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^\d+\n$/);
  return Number(stdout);
}

test('buffers that come and go do not make a process collect its whole heap every 64 MB', () => {
  const [plain, counted] = [majors('plain'), majors('counted')];
  expect(plain).toBeGreaterThan(3);
  expect(counted).toBeLessThan(plain / 2);
});
