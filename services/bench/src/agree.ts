import { readFile } from 'node:fs/promises';
import type { Hosting } from './hostings.ts';
import type { Figures } from './run.ts';
import type { Spread } from './percentile.ts';
import { figure, table } from './table.ts';

/** A ratio of two figures of one run: what runs can be compared by, as the machine's moods are in both of its parts. */
export interface Ratio {
  readonly name: string;
  /** NaN where one of the two was not measured. */
  readonly value: number;
}

/** So far apart, as a share of the smaller, may two runs of one commit be. */
const AGREED = 0.15;

/** Figures of an earlier run. @throws Error that names the file if it holds none. */
export async function readFigures(path: string): Promise<Figures> {
  try {
    const figures = JSON.parse(await readFile(path, 'utf8')) as Figures;
    ratiosOf(figures);
    return figures;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path} is no JSON of an earlier run (npm run bench -- --json FILE): ${why}`, { cause });
  }
}

/** The ratios that a run is read by. */
export function ratiosOf(figures: Figures): readonly Ratio[] {
  return [...throughput(figures), ...latencies(figures), ...decisions(figures)];
}

function throughput({ apart, together, raw, nest, scaling }: Figures): readonly Ratio[] {
  const of = (name: string, { routing, whole }: Hosting): readonly Ratio[] => [
    { name: `${name} : raw`, value: routing.assignedPerSecond / raw.perSecond },
    { name: `${name}, with outreach : raw`, value: whole.assignedPerSecond / raw.perSecond },
  ];
  const scaled = (workspaces: number, instances: number): number =>
    scaling.find((one) => one.workspaces === workspaces && one.instances === instances)?.assignedPerSecond ??
    NaN;
  return [
    ...of('services apart', apart),
    ...of('services together', together),
    { name: 'raw : Nest', value: raw.perSecond / nest.perSecond },
    { name: 'together : apart, processor time', value: cpuOf(together) / cpuOf(apart) },
    ...[1, 16].map((workspaces) => ({
      name: `two processes : one, ${workspaces === 1 ? '1 workspace' : `${workspaces} workspaces`}`,
      value: scaled(workspaces, 2) / scaled(workspaces, 1),
    })),
  ];
}

function latencies({ apart, together, raw }: Figures): readonly Ratio[] {
  return (['p50', 'p99'] as const).flatMap((at) =>
    apart.paced.flatMap(({ perSecond, assigned }, index) => {
      const over = (of: Spread | null | undefined): number => (assigned?.[at] ?? NaN) / (of?.[at] ?? NaN);
      const name = `latency at ${perSecond}/s, ${at}, apart`;
      return [
        { name: `${name} : together`, value: over(together.paced[index]?.assigned) },
        { name: `${name} : raw`, value: over(raw.paced[index]?.latency) },
      ];
    }),
  );
}

function decisions({ decisions: made }: Figures): readonly Ratio[] {
  return made.slice(1).map(({ candidates, time }, index) => ({
    name: `decision among ${candidates} : ${made[index]!.candidates} candidates, p50`,
    value: (time?.p50 ?? NaN) / (made[index]!.time?.p50 ?? NaN),
  }));
}

const cpuOf = ({ whole }: Hosting): number =>
  whole.costs.reduce((sum, { cpuMsPerLead }) => sum + cpuMsPerLead, 0);

/** How closely the ratios of two runs agree, as a table for a terminal. */
export function agreement(earlier: Figures, now: Figures): readonly string[] {
  const before = new Map(ratiosOf(earlier).map(({ name, value }) => [name, value]));
  const compared = ratiosOf(now).map(({ name, value }) => {
    const was = before.get(name) ?? NaN;
    return { name, was, value, apart: Math.max(was, value) / Math.min(was, value) - 1 };
  });
  const rows = compared.map(({ name, was, value, apart }) => [
    name,
    fine(was),
    fine(value),
    Number.isFinite(apart) ? `${(100 * apart).toFixed(0)} %` : '-',
  ]);
  const measured = compared.filter(({ apart }) => Number.isFinite(apart));
  const within = measured.filter(({ apart }) => apart <= AGREED).length;
  return [
    ...table(['ratio', 'earlier', 'now', 'differ by'], rows),
    `${within} of ${measured.length} agree within ${AGREED * 100} %.`,
  ];
}

/** Shares of raw are small numbers. */
const fine = (ratio: number): string => (Math.abs(ratio) < 1 ? ratio.toFixed(3) : figure(ratio));
