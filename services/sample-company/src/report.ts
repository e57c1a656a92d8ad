import type { Check } from './checks.ts';
import { type Figures, STATES } from './figures.ts';
import type { spread } from './percentile.ts';
import type { Worth } from './worth.ts';

/** What the summary tells. */
export interface Report {
  readonly figures: Figures;
  readonly stages: ReadonlyMap<string, ReturnType<typeof spread>>;
  readonly skips: ReadonlyMap<string, number>;
  /** Open leads and deals per rep at the end. */
  readonly loads: readonly number[];
  readonly worth: { readonly here: Worth; readonly roundRobin: Worth };
  readonly explained: string;
  readonly checks: readonly Check[];
  readonly seconds: number;
}

const ms = (value: number | null): string => (value === null ? '-' : Math.round(value).toLocaleString('en'));
const row = (label: string, value: string | number): string =>
  `  ${label.padEnd(32)}${String(value).padStart(12)}`;

/** The summary as a person reads it in a terminal. */
export function textOf(report: Report): string {
  const { figures, checks } = report;
  return [
    title('Two weeks of leads'),
    row('received', figures.received),
    ...STATES.filter((state) => figures[state] > 0).map((state) => row(`  ${state}`, figures[state])),
    row('  in flight', figures.inFlight),
    row('submitted again, same key', figures.redelivered),
    row('ever assigned', figures.everAssigned),
    row('lost / with two owners', `${figures.lost} / ${figures.doubled}`),
    title('Speed (wall clock, ms: half / 95 % / 99 % of leads within)'),
    ...[...report.stages].map(([stage, { p50, p95, p99 }]) =>
      row(stage, `${ms(p50)} / ${ms(p95)} / ${ms(p99)}`),
    ),
    row('receipt to assigned', `${ms(figures.p50Ms)} / ${ms(figures.p95Ms)} / ${ms(figures.p99Ms)}`),
    '  (a lead waits for its two-hour step of the event clock to close; that wait is in the last line)',
    row('leads per second', figures.leadsPerSecond),
    title('First contact'),
    row('e-mails to leads', figures.outreachSent),
    ...[...report.skips].map(([reason, count]) => row(`  not mailed: ${reason}`, count)),
    title('Reps'),
    ...loadRows(report.loads),
    title('What the routing is truly worth (the generator knows each rep’s chance)'),
    ...worthRows(report.worth),
    title('One decision, explained'),
    report.explained.trimEnd(),
    title('Checks'),
    ...checks.map(({ name, ok, detail }) => `  ${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(22)} ${detail}`),
    '',
    `${checks.every(({ ok }) => ok) ? 'All checks hold' : 'NOT RIGHT: a check failed'}; ${Math.round(report.seconds)} s in all.`,
  ].join('\n');
}

const title = (text: string): string => `\n${text}`;

function loadRows(loads: readonly number[]): readonly string[] {
  const sorted = loads.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return [
    row('open per rep, least to most', `${at(0)} / ${at(0.25)} / ${at(0.5)} / ${at(0.75)} / ${at(1)}`),
    '  (least, quarter, half, three quarters, most)',
  ];
}

const worthLine = (label: string, { winProbability, value, leads }: Worth): string =>
  `  ${label.padEnd(14)} ${(100 * winProbability).toFixed(1)} % won, ${Math.round(value).toLocaleString('en')} a lead, over ${leads} leads`;

function worthRows({ here, roundRobin }: Report['worth']): readonly string[] {
  const gain = here.winProbability / Math.max(1e-9, roundRobin.winProbability) - 1;
  return [
    worthLine('this routing', here),
    worthLine('round robin', roundRobin),
    `  difference     ${(100 * gain).toFixed(1)} % more wins per lead, same log, same capacity`,
    '  (an invented company: how well a rep fits a lead is planted, and stronger than real data has shown)',
  ];
}
