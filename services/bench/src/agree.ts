import { readFile } from 'node:fs/promises';
import type { Hosting, Round } from './hostings.ts';
import type { Figures } from './run.ts';
import { middleWindow, type Spread } from './percentile.ts';
import { figure, table } from './table.ts';
import { WAKING_RATE } from './yardstick.ts';

/**
 * A ratio of two figures of one run: what runs can be compared by, as the machine's moods are in both of its parts. Of what was
 * measured round by round it is the median of the rounds' ratios, each of two figures that were measured right after each other; of
 * latencies that of the middle windows of all rounds.
 */
export interface Ratio {
  readonly name: string;
  /** NaN where one of the two was not measured. */
  readonly value: number;
  /** The least and the greatest of the rounds; null: it was measured once. */
  readonly range: readonly [least: number, greatest: number] | null;
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

const once = (name: string, value: number): Ratio => ({ name, value, range: null });

/** Of the rounds in which both figures were measured. */
const ofRounds = (name: string, rounds: readonly Round[], ratio: (round: Round) => number): Ratio =>
  medianOf(name, rounds.map(ratio));

function medianOf(name: string, values: readonly number[]): Ratio {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  if (least === undefined || greatest === undefined) return once(name, NaN);
  const middle = (sorted.length - 1) / 2;
  const value = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { name, value, range: [least, greatest] };
}

/**
 * No ratio but the machine, before each part of each round: what the same bare request costs, ms of processor time. Where it differs
 * between two runs, latencies at fixed rates do, too, and not all by the same factor.
 */
export const wakingOf = ({ rounds }: Figures): Ratio =>
  medianOf(
    `bare request at ${WAKING_RATE}/s, ms`,
    rounds.flatMap(({ waking }) => waking ?? []),
  );

function throughput({ apart, together, raw, rounds, scaling }: Figures): readonly Ratio[] {
  const of = (way: 'apart' | 'together', { whole }: Hosting): readonly Ratio[] => [
    ofRounds(
      `services ${way} : raw`,
      rounds,
      (round) => round[way].routing.assignedPerSecond / round.raw.perSecond,
    ),
    once(`services ${way}, with outreach : raw`, whole.assignedPerSecond / raw.perSecond),
  ];
  const scaled = (workspaces: number, instances: number): number =>
    scaling.find((one) => one.workspaces === workspaces && one.instances === instances)?.assignedPerSecond ??
    NaN;
  return [
    ...of('apart', apart),
    ...of('together', together),
    ofRounds('raw : Nest', rounds, (round) => round.raw.perSecond / round.nest.perSecond),
    once('together : apart, processor time', cpuOf(together) / cpuOf(apart)),
    ...[1, 16].map((workspaces) =>
      once(
        `two processes : one, ${workspaces === 1 ? '1 workspace' : `${workspaces} workspaces`}`,
        scaled(workspaces, 2) / scaled(workspaces, 1),
      ),
    ),
  ];
}

type Windows = (round: Round) => readonly Spread[];

function latencies({ apart, rounds }: Figures): readonly Ratio[] {
  return (['p50', 'p99'] as const).flatMap((at) =>
    apart.paced.flatMap(({ perSecond }, index) => {
      const ofApart: Windows = (round) => round.apart.paced[index]?.windows ?? [];
      const over = (name: string, of: Windows): Ratio =>
        ofWindows(
          `latency at ${perSecond}/s, ${at} of the middle window, apart : ${name}`,
          rounds,
          (some) => {
            return middleWindow(some.flatMap(ofApart), at) / middleWindow(some.flatMap(of), at);
          },
        );
      return [
        over('together', (round) => round.together.paced[index]?.windows ?? []),
        over('raw', (round) => round.raw.paced[index]?.windows ?? []),
      ];
    }),
  );
}

/** Of the windows of all rounds, with what it is in the rounds alone. */
const ofWindows = (
  name: string,
  rounds: readonly Round[],
  ratio: (rounds: readonly Round[]) => number,
): Ratio => ({ ...ofRounds(name, rounds, (round) => ratio([round])), value: ratio(rounds) });

function decisions({ decisions: made }: Figures): readonly Ratio[] {
  return made
    .slice(1)
    .map(({ candidates, time }, index) =>
      once(
        `decision among ${candidates} : ${made[index]!.candidates} candidates, p50`,
        (time?.p50 ?? NaN) / (made[index]!.time?.p50 ?? NaN),
      ),
    );
}

const cpuOf = ({ whole }: Hosting): number =>
  whole.costs.reduce((sum, { cpuMsPerLead }) => sum + cpuMsPerLead, 0);

/** How closely the ratios of two runs agree, and whether the machine was the same, as a table for a terminal. */
export function agreement(earlier: Figures, now: Figures): readonly string[] {
  const before = new Map(ratiosOf(earlier).map((ratio) => [ratio.name, ratio]));
  const compared = ratiosOf(now).map((ratio) =>
    compare(before.get(ratio.name) ?? once(ratio.name, NaN), ratio),
  );
  const machine = compare(wakingOf(earlier), wakingOf(now));
  const measured = compared.filter(({ apart }) => Number.isFinite(apart));
  const within = measured.filter(({ apart }) => apart <= AGREED).length;
  const rows = [...compared, machine].map(rowOf);
  return [
    ...table(['ratio', 'earlier', 'of rounds', 'now', 'of rounds', 'differ by'], rows),
    ...(machine.apart > AGREED ? [OTHER_STATE] : []),
    `${within} of ${measured.length} agree within ${AGREED * 100} %.`,
  ];
}

const OTHER_STATE =
  'The machine was in another state: the same bare request cost it more in one of the runs, so latencies at fixed rates need not agree.';

interface Pair {
  readonly was: Ratio;
  readonly is: Ratio;
  /** By which share of the smaller the two differ; NaN where one was not measured. */
  readonly apart: number;
}

const compare = (was: Ratio, is: Ratio): Pair => ({
  was,
  is,
  apart: Math.max(was.value, is.value) / Math.min(was.value, is.value) - 1,
});

const rowOf = ({ was, is, apart }: Pair): string[] => [
  is.name,
  ...cells(was),
  ...cells(is),
  Number.isFinite(apart) ? `${(100 * apart).toFixed(0)} %` : '-',
];

const cells = ({ value, range }: Ratio): string[] => [fine(value), range?.map(fine).join(' to ') ?? ''];

/** Shares of raw are small numbers. */
const fine = (ratio: number): string => (Math.abs(ratio) < 1 ? ratio.toFixed(3) : figure(ratio));
