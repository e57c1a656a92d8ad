import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { countBuffersAsHeap } from '@leadline/service-kit';
import { agreement, readFigures } from './agree.ts';
import { readOptions } from './options.ts';
import { isValid, textOf } from './report.ts';
import { runBench } from './run.ts';

const options = readOptions(process.argv.slice(2));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
// Read before the run, not after a quarter of an hour.
const earlier = options.against === undefined ? null : await readFigures(options.against).catch(refuse);
// As the services do: else each of the bench's own collections, one in two seconds of a baseline, would be in its latencies.
countBuffersAsHeap();
const began = performance.now();
const cores = availableParallelism();
const load = loadavg()[0] ?? 0;
process.stdout.write(`${cores} cores, ${load.toFixed(1)} processes running or waiting before the start\n`);
const figures = await runBench(options, (step) => process.stdout.write(`• ${step}\n`));
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(
  `${textOf(figures)}\nFlame graph: ${join(options.keep, 'flame.svg')}. ${seconds} s in all.\n`,
);
if (earlier !== null)
  process.stdout.write(`\nAgainst ${options.against}\n\n${agreement(earlier, figures).join('\n')}\n`);
if (options.quick) process.stdout.write('A quick run: a smoke test, no figures to quote.\n');
if (options.json !== undefined) {
  const all = { cores, load, seconds, quick: options.quick, valid: isValid(figures), ...figures };
  await writeFile(options.json, `${JSON.stringify(all, null, 2)}\n`);
}
process.exit(0);

function refuse(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
