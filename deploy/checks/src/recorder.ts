import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { METRICS } from './alerts.ts';
import { type Scrape, scrapeOf, seriesOf } from './recording.ts';

const SCRAPE_MS = 5_000;

/** What is scraped: its name, and its HTTP address. An address that does not answer is a target that is down. */
export type Target = readonly [name: string, url: string];

/**
 * Scrapes targets every so many seconds until the signal, and answers what alerts ask for in the notation of promtool's
 * tests, as YAML.
 */
export async function record(
  targets: readonly Target[],
  everySeconds: number,
  signal: AbortSignal,
): Promise<string> {
  const scrapes: Scrape[] = [];
  for (let at = Date.now(); !signal.aborted;) {
    scrapes.push(new Map((await Promise.all(targets.map(scrape))).flatMap((one) => [...one])));
    at += everySeconds * 1_000;
    await pause(Math.max(0, at - Date.now()), undefined, { signal }).catch(() => {});
  }
  const input_series = [...seriesOf(scrapes)].map(([series, samples]) => ({ series, values: samples }));
  return stringify({ interval: `${everySeconds}s`, input_series }, { lineWidth: 0 });
}

async function scrape([name, url]: Target): Promise<Scrape> {
  try {
    const response = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(SCRAPE_MS) });
    return scrapeOf(await response.text(), METRICS, name);
  } catch {
    return new Map();
  }
}
