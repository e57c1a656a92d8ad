/**
 * Records what services say at /metrics, for tests of the alerts: `record-metrics.ts --out FILE [--every SECONDS] NAME=URL...`
 * until SIGINT. Keeps what alerts ask for alone. An address that does not answer is a target that is down.
 */
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { METRICS } from '../src/alerts.ts';
import { type Scrape, scrapeOf, seriesOf } from '../src/recording.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, every: { type: 'string', default: '15' } },
});
const { out, every } = values;
if (out === undefined) throw new Error('--out FILE is missing.');

async function scrape(target: string): Promise<Scrape> {
  const [name = '', url = ''] = target.split(/=(.*)/);
  try {
    const response = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(5_000) });
    return scrapeOf(await response.text(), METRICS, name);
  } catch {
    return new Map();
  }
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const scrapes: Scrape[] = [];
for (let at = Date.now(); !stop.signal.aborted;) {
  scrapes.push(new Map((await Promise.all(positionals.map(scrape))).flatMap((one) => [...one])));
  at += Number(every) * 1_000;
  await pause(Math.max(0, at - Date.now()), undefined, { signal: stop.signal }).catch(() => {});
}
const input_series = [...seriesOf(scrapes)].map(([series, samples]) => ({ series, values: samples }));
await writeFile(out, stringify({ interval: `${every}s`, input_series }, { lineWidth: 0 }));
