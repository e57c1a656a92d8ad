/**
 * Records what services say at /metrics, for tests of the alerts: `record-metrics.ts --out FILE [--every SECONDS] NAME=URL...`
 * until SIGINT.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { record } from '../src/recorder.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, every: { type: 'string', default: '15' } },
});
const { out, every } = values;
if (out === undefined) throw new Error('--out FILE is missing.');

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const targets = positionals.map((target) => {
  const [name = '', url = ''] = target.split(/=(.*)/);
  return [name, url] as const;
});
await writeFile(out, await record(targets, Number(every), stop.signal));
