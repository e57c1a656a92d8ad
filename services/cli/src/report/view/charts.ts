import type { JSX } from 'preact';
import type { Conversion } from '../figures/conversion.ts';
import type { Rate } from '../figures/statistics.ts';
import type { Speed } from '../figures/speed.ts';
import type { Report } from '../report.ts';
import { curvesChart } from './charts/curves.ts';
import { type Mark, rowsChart } from './charts/rows.ts';
import { stackChart } from './charts/stack.ts';
import { count, many, pathText, percent, rateCell, sourceText, words } from './format.ts';
import { repText, teamsOf } from './reps-section.ts';
import type { Subject } from './sections.ts';
import { CLOCKS, WAYS } from './speed-section.ts';

/** Rows of a chart; the table beside it has all. */
const MOST = 40;

/** What is drawn of each section. */
export const CHARTS: Readonly<Record<Subject, (report: Report) => readonly JSX.Element[]>> = {
  states: ({ states }) => [
    stackChart(
      'Leads by state',
      'One bar of all leads, divided by state.',
      states.map(({ state, leads }) => ({
        name: state,
        count: leads.count,
        text: `${count(leads.count)} · ${percent(leads.rate)}`,
      })),
    ),
  ],
  speed: ({ speed }) => speed.flatMap(speedCharts),
  waiting: ({ waiting }) =>
    waiting.waits === 0
      ? []
      : [
          curvesChart('Waits that ended with a rep', 'Share of waits that ended with a rep, by time.', [
            { name: 'of all waits', points: waiting.within },
          ]),
        ],
  quarantine: ({ quarantine: { reasons, sources } }) => [
    rowsChart(
      'By reason, of all leads',
      'Share of all leads in quarantine for each reason, with its interval.',
      [{ title: 'of all leads', shape: 'bar' }],
      reasons
        .slice(0, MOST)
        .map(({ reason, leads }) => ({ name: words(reason, '(none)'), marks: [rateMark(leads)] })),
    ),
    rowsChart(
      'By source, of its own leads',
      'Share of the leads of each source that are in quarantine, with its interval.',
      [{ title: 'of its leads', shape: 'dot' }],
      sources
        .slice(0, MOST)
        .map(({ source, quarantined }) => ({ name: sourceText(source), marks: [rateMark(quarantined)] })),
    ),
  ],
  reps: repCharts,
  conversion: ({ conversion: { bySource, byPath } }) => [
    conversionChart(
      'By source, with its leads',
      bySource.map((row) => ({ ...row, name: sourceText(row.source) })),
    ),
    conversionChart(
      'By routing path, with its leads',
      byPath.map((row) => ({ ...row, name: pathText(row.path) })),
    ),
  ],
};

/** A share with its interval. */
export const rateMark = (rate: Rate): Mark => ({
  value: rate.rate,
  low: rate.low,
  high: rate.high,
  cell: rateCell(rate),
});

function speedCharts({ clock, milestones }: Speed): readonly JSX.Element[] {
  return (['workspace', 'wall'] as const).map((runsOn) =>
    curvesChart(
      `${CLOCKS[clock]}, time ${runsOn === 'wall' ? 'since receipt, wall clock' : 'since the lead came about'}`,
      `Share of leads that got to each step, by time on the ${runsOn} clock.`,
      milestones
        .filter((one) => one.clock === runsOn)
        .map(({ name, within }) => ({ name: WAYS[name], points: within })),
    ),
  );
}

function repCharts({ reps }: Report): readonly JSX.Element[] {
  return teamsOf(reps).map(({ title, reps: own }) =>
    rowsChart(
      `${title}: ${many(own[0]?.share.of ?? 0, 'lead')}, ${many(own.length, 'rep')}; the line is an equal share${own.length > MOST ? `; the first ${MOST}` : ''}`,
      `Share of the workspace's leads and expected value of each rep of ${title}.`,
      [
        { title: 'share of leads', shape: 'dot', line: 1 / own.length },
        { title: 'expected value, sum', shape: 'bar' },
      ],
      own.slice(0, MOST).map((rep) => ({
        name: repText(rep),
        marks: [rateMark(rep.share), { value: rep.expected.sum, cell: { text: count(rep.expected.sum) } }],
      })),
    ),
  );
}

type Row = Conversion & { readonly name: string };

function conversionChart(caption: string, rows: readonly Row[]): JSX.Element {
  return rowsChart(
    caption,
    'Share of leads that were won, and of those that were won or lost, with their intervals.',
    [
      { title: 'won of leads', shape: 'dot' },
      { title: 'won of won or lost', shape: 'dot' },
    ],
    rows.slice(0, MOST).map(({ name, assigned, won, winRate }) => ({
      name: `${name} · ${count(assigned)}`,
      marks: [rateMark(won), rateMark(winRate)],
    })),
  );
}
