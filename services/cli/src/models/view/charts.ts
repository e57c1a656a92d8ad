import type { Evaluation } from '@leadline/models';
import type { JSX } from 'preact';
import { reliabilityChart } from '../../report/view/charts/reliability.ts';
import { rowsChart } from '../../report/view/charts/rows.ts';
import { repsOf, segmentsOf } from './differences-sections.ts';
import { decimal, intervalMark } from './figures.ts';
import type { ModelView, Subject } from './view.ts';

/** Rows of a chart; the table behind it has all. */
const MOST = 40;

/** What is drawn of each section. */
export function chartsOf(subject: Subject, view: ModelView): readonly JSX.Element[] {
  return CHARTS[subject]?.(view) ?? [];
}

const CHARTS: Readonly<Partial<Record<Subject, (view: ModelView) => readonly JSX.Element[]>>> = {
  metrics: ({ card: { metrics } }) => (metrics === undefined ? [] : [gainsChart(metrics)]),
  calibration: ({ card: { metrics } }) =>
    metrics?.calibration === undefined
      ? []
      : [
          reliabilityChart(
            'Share of deals won (up) by predicted chance (across)',
            'Share of deals won against the predicted chance, in tenths of the deals held out, with 95 % intervals; a diagonal where both are the same.',
            metrics.calibration.bins,
          ),
        ],
  segments: ({ card }) => surprises('Surprise by segment', segmentsOf(card)),
  reps: ({ card }) => {
    const reps = repsOf(card);
    if (reps.length === 0) return [];
    return [
      rowsChart(
        `By rep, the best first${reps.length > MOST ? `; the first ${MOST} of ${reps.length}` : ''}`,
        'Effect of each rep on log-odds with what is not known of it, and how many more deals were won than predicted, in standard deviations.',
        [
          { title: 'effect, log-odds', shape: 'dot' },
          { title: 'surprise, standard deviations', shape: 'bar' },
        ],
        reps.slice(0, MOST).map(({ name, effect, surprise }) => ({
          name,
          marks: [intervalMark(effect, 2), surpriseMark(surprise)],
        })),
      ),
    ];
  },
};

/** The table below it has the intervals in figures. */
function gainsChart({ gain }: Evaluation): JSX.Element {
  const gains = { 'the model': gain.model, 'the reps': gain.reps, trees: gain.trees };
  return rowsChart(
    'Log loss saved per deal; right of the line it helps',
    'Log loss saved per deal by the model, its reps and its trees, with 95 % intervals, against no saving.',
    [{ title: 'saved', shape: 'dot' }],
    Object.entries(gains).flatMap(([name, found]) =>
      found === undefined
        ? []
        : [{ name, marks: [{ ...intervalMark(found, 4), cell: { text: decimal(found.value, 4) } }] }],
    ),
  );
}

function surprises(caption: string, rows: readonly (readonly [name: string, surprise: number])[]) {
  if (rows.length === 0) return [];
  return [
    rowsChart(
      caption,
      'How many more (right) or fewer (left) deals were won than predicted, in standard deviations of chance.',
      [{ title: 'standard deviations', shape: 'bar' }],
      rows.slice(0, MOST).map(([name, surprise]) => ({ name, marks: [surpriseMark(surprise)] })),
    ),
  ];
}

const surpriseMark = (value: number | null) => ({
  value,
  cell: { text: value === null ? '' : decimal(value, 1) },
});
