import { accountRows } from './accounts.ts';
import { type Baseline, HOPS, PARTITIONS } from './baseline.ts';
import type { Hosting } from './hostings.ts';
import type { Paced } from './phases.ts';
import { middleWindow, type Spread } from './percentile.ts';
import { decisionRows, qualityRows, redisRows, ruledRows, wakeRows } from './report-parts.ts';
import type { Figures } from './run.ts';
import { figure, spreadCells, table, times } from './table.ts';

/** Below this the raw baseline is no ceiling: something else on the machine held it up. */
const RAW_OVER_NEST = 10;

/** Whether the run may be quoted. */
export const isValid = ({ raw, nest }: Figures): boolean => raw.perSecond >= RAW_OVER_NEST * nest.perSecond;

/** What the run found, as a person reads it in a terminal. */
export function textOf(figures: Figures): string {
  return [
    ...section('Flood', floodRows(figures)),
    ...section(
      'Leads/s to an assigned rep, by workspaces (services together, without outreach)',
      scalingRows(figures),
    ),
    ...section('Latency from the intended send time, ms', latencyRows(figures)),
    ...section('Latency by stage, ms (each from the one before)', stageRows(figures)),
    ...section('One decision in process, capsule and hash included, ms', decisionRows(figures)),
    ...section('One decision under rules, ms', ruledRows(figures)),
    ...section('Enrichment and data quality in process, processor time', qualityRows(figures)),
    ...section('Finding the accounts of leads, in process', accountRows(figures.accounts)),
    ...section('A commit written through to Redis, ms (no decision waits for it)', redisRows(figures)),
    ...section('Cost of a lead while flooding', costRows(figures)),
    ...section(
      'What waking up costs: a request of a bare HTTP server, its client included',
      wakeRows(figures),
    ),
    '',
    ...settings(figures),
    '',
    verdict(figures),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] => ['', title, '', ...lines];
const hostings = ({ apart, together }: Figures): (readonly [string, Hosting])[] => [
  ['services apart', apart],
  ['services together', together],
];

function floodRows(figures: Figures): string[] {
  const { raw, nest } = figures;
  const row = (name: string, perSecond: number, sent: string): string[] => [
    name,
    figure(perSecond),
    sent,
    times(perSecond, raw.perSecond),
    times(perSecond, nest.perSecond),
  ];
  return table(
    ['', 'assigned/s', 'sent/s', 'x raw', 'x Nest'],
    [
      ...hostings(figures).flatMap(([name, { routing, whole }]) => [
        row(name, routing.assignedPerSecond, ''),
        row(`${name}, with outreach`, whole.assignedPerSecond, figure(whole.sentPerSecond)),
      ]),
      row('raw kafkajs', raw.perSecond, ''),
      row('Nest transport', nest.perSecond, ''),
    ],
  );
}

function scalingRows({ scaling }: Figures): string[] {
  const counts = [...new Set(scaling.map(({ workspaces }) => workspaces))];
  const rows = [...Map.groupBy(scaling, ({ instances }) => instances)].map(([instances, scaled]) => [
    instances === 1 ? 'one process' : `${instances} processes`,
    ...scaled.map(({ assignedPerSecond }) => figure(assignedPerSecond)),
  ]);
  return table(['', ...counts.map(String)], rows);
}

const baselineRows = (name: string, { paced }: Baseline): string[][] =>
  paced.map(({ perSecond, latency, windows }) => [
    `${name} at ${perSecond}/s`,
    ...spreadCells(latency),
    ...middleCells(windows),
  ]);

const middleCells = (windows: readonly Spread[]): string[] =>
  (['p50', 'p99'] as const).map((at) => (windows.length === 0 ? '' : figure(middleWindow(windows, at))));

/** Without outreach, as the baselines are, and with it. */
const pacedRuns = (figures: Figures): (readonly [string, readonly Paced[]])[] =>
  hostings(figures).flatMap(([name, { paced, mailed }]) => [
    [name, paced],
    [`${name}, with outreach,`, mailed],
  ]);

function latencyRows(figures: Figures): string[] {
  const rows = pacedRuns(figures).flatMap(([name, paced]) =>
    paced.flatMap(({ perSecond, answered, assigned, windows }) => [
      [`${name} at ${perSecond}/s: answered`, ...spreadCells(answered), '', ''],
      [`${name} at ${perSecond}/s: assigned`, ...spreadCells(assigned), ...middleCells(windows)],
    ]),
  );
  return table(
    ['', 'p50', 'p95', 'p99', 'p50 of 5 s', 'p99 of 5 s'],
    [...rows, ...baselineRows('raw kafkajs', figures.raw), ...baselineRows('Nest transport', figures.nest)],
  );
}

function stageRows(figures: Figures): string[] {
  const rows = pacedRuns(figures).flatMap(([name, paced]) =>
    paced.flatMap(({ perSecond, stages }) =>
      Object.entries(stages).map(([stage, spread]) => [
        `${name} at ${perSecond}/s: ${stage}`,
        ...spreadCells(spread),
      ]),
    ),
  );
  return table(['', 'p50', 'p95', 'p99'], rows);
}

function costRows(figures: Figures): string[] {
  const costs = hostings(figures).flatMap(([name, { whole }]) => [
    ...whole.costs.map(({ process, cpuMsPerLead, rssMb }) => [
      `${name}: ${process}`,
      figure(cpuMsPerLead),
      figure(rssMb),
    ]),
    [`${name}: all`, figure(whole.costs.reduce((sum, { cpuMsPerLead }) => sum + cpuMsPerLead, 0)), ''],
  ]);
  return table(['', 'CPU ms/lead', 'memory MB'], costs);
}

function settings({ apart, recordBytes, raw, nest }: Figures): string[] {
  return [
    `Broker: one, ${PARTITIONS} partitions a topic, one replica, acks of all, no compression. Flood of ${apart.whole.leads} leads over HTTP (NDJSON). Of each flood, here and below, the middle of several runs.`,
    `Baselines: ${HOPS} hops, a process each, JSON of ${recordBytes} bytes (the mean of a lead's records with headers); V8 counts buffers as heap in services, bench and hops.`,
    `Raw: eachBatch, one idempotent send a batch, ${raw.records} records. Nest: its defaults, a handler and an awaited emit a record, ${nest.records} records.`,
  ];
}

function verdict(figures: Figures): string {
  const ratio = times(figures.raw.perSecond, figures.nest.perSecond);
  return isValid(figures)
    ? `Valid: raw is ${ratio} x Nest.`
    : `INVALID: raw is only ${ratio} x Nest, and below ${RAW_OVER_NEST} x it is no ceiling.`;
}
