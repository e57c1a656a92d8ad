import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOptions } from './options.ts';
import { run } from './run.ts';
import { forgetful, openStore } from './store.ts';

const options = readOptions(process.argv.slice(2));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const began = performance.now();
const commit = commitOf();
const keep = options.keep ?? join('.leadline/simulator', commit);
const store = options.full || options.keep !== undefined ? openStore(keep) : forgetful;
const { figures, judged, text } = await run(options, store, (line) => process.stdout.write(`• ${line}\n`));
const seconds = Math.round((performance.now() - began) / 1000);
const missed = judged.filter(({ met }) => met === false).length;
process.stdout.write(
  `\nCommit ${commit}, seeds ${String(options.seeds[0])} to ${String(options.seeds.at(-1))}, ${String(seconds)} s\n\n${text}\n\n`,
);
process.stdout.write(`${summary()}\n`);
if (options.json !== undefined) {
  const all = { commit, seeds: options.seeds, seconds, bars: judged, ...figures };
  await writeFile(options.json, `${JSON.stringify(all, null, 2)}\n`);
}
process.exit(missed === 0 ? 0 : 1);

function summary(): string {
  if (missed > 0) return `${String(missed)} bars are missed.`;
  const untold = judged.filter(({ met }) => met === null).length;
  return untold === 0
    ? 'All bars are met.'
    : `No bar is missed; ${String(untold)} cannot be told by so few seeds or trainings.`;
}

/** What the results are results of: commits with another trainer or decision never share a folder. */
function commitOf(): string {
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? '-changed' : ''}`;
  } catch {
    return 'unversioned';
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
