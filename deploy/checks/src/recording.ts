/** Samples of one moment, by series as Prometheus writes it. */
export type Scrape = ReadonlyMap<string, number>;

const SAMPLE = /^(\w+)(?:\{(.*)\})? (\S+)$/;

/** The samples of a target that are asked for. `text`: what it answers at /metrics. Prometheus would add `instance`, too. */
export function scrapeOf(text: string, names: ReadonlySet<string>, instance: string): Scrape {
  const samples = text.split('\n').flatMap((line): [string, number][] => {
    const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
    if (!names.has(name)) return [];
    const all = [...(labels === '' ? [] : [labels]), `instance="${instance}"`].join(',');
    return [[`${name}{${all}}`, Number(value)]];
  });
  return new Map(samples);
}

/**
 * Series in the notation of promtool's tests, in the order of their names. A series that is no longer scraped goes stale at
 * once, as in Prometheus, and has no sample until it is back.
 */
export function seriesOf(scrapes: readonly Scrape[]): ReadonlyMap<string, string> {
  const names = [...new Set(scrapes.flatMap((scrape) => [...scrape.keys()]))].toSorted();
  return new Map(names.map((name) => [name, valuesOf(scrapes.map((scrape) => scrape.get(name)))]));
}

function valuesOf(samples: readonly (number | undefined)[]): string {
  const values = samples.map((sample, at) => {
    if (sample !== undefined) return String(sample);
    return at > 0 && samples[at - 1] !== undefined ? 'stale' : '_';
  });
  return runsOf(values).map(written).join(' ');
}

interface Run {
  readonly value: string;
  readonly times: number;
}

function runsOf(values: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.value === value) runs[runs.length - 1] = { value, times: last.times + 1 };
    else runs.push({ value, times: 1 });
  }
  return runs;
}

/** `3x4` is 3, and 3 four times more; `_x4` is four times nothing. */
function written({ value, times }: Run): string {
  if (times === 1) return value;
  return `${value}x${value === '_' ? times : times - 1}`;
}
