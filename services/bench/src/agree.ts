import { readFile } from 'node:fs/promises';
import type { Hosting, Round } from './hostings.ts';
import type { Figures } from './run.ts';
import { middleWindow, type Spread } from './percentile.ts';
import { figure, table } from './table.ts';

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
function ofRounds(name: string, rounds: readonly Round[], ratio: (round: Round) => number): Ratio {
  const ratios = rounds
    .map(ratio)
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const [least, greatest] = [ratios[0], ratios.at(-1)];
  if (least === undefined || greatest === undefined) return once(name, NaN);
  const middle = (ratios.length - 1) / 2;
  const value = (ratios[Math.floor(middle)]! + ratios[Math.ceil(middle)]!) / 2;
  return { name, value, range: [least, greatest] };
}

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

/** How closely the ratios of two runs agree, as a table for a terminal. */
export function agreement(earlier: Figures, now: Figures): readonly string[] {
  const before = new Map(ratiosOf(earlier).map((ratio) => [ratio.name, ratio]));
  const compared = ratiosOf(now).map((ratio) => {
    const was = before.get(ratio.name) ?? once(ratio.name, NaN);
    return { was, ratio, apart: Math.max(was.value, ratio.value) / Math.min(was.value, ratio.value) - 1 };
  });
  const rows = compared.map(({ was, ratio, apart }) => [
    ratio.name,
    ...cells(was),
    ...cells(ratio),
    Number.isFinite(apart) ? `${(100 * apart).toFixed(0)} %` : '-',
  ]);
  const measured = compared.filter(({ apart }) => Number.isFinite(apart));
  const within = measured.filter(({ apart }) => apart <= AGREED).length;
  return [
    ...table(['ratio', 'earlier', 'of rounds', 'now', 'of rounds', 'differ by'], rows),
    `${within} of ${measured.length} agree within ${AGREED * 100} %.`,
  ];
}

const cells = ({ value, range }: Ratio): string[] => [fine(value), range?.map(fine).join(' to ') ?? ''];

/** Shares of raw are small numbers. */
const fine = (ratio: number): string => (Math.abs(ratio) < 1 ? ratio.toFixed(3) : figure(ratio));
