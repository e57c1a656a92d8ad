import type { JSX } from 'preact';
import { rateMark } from '../../report/view/charts.ts';
import { rowsChart } from '../../report/view/charts/rows.ts';
import { count, instant, percent, words } from '../../report/view/format.ts';
import type { QualityReport } from '../report.ts';
import type { SourceQuality } from '../sources.ts';

/** Rows of a chart; the table beside it has all. */
const MOST = 40;

/** What is drawn of a source: its fields against what is promised, and its days. */
export function sourceCharts({ fields, days }: SourceQuality): readonly JSX.Element[] {
  return [
    rowsChart(
      'Fields: filled, and known to a vocabulary; a triangle stands where less is filled than promised',
      'Share of leads in which each field is filled, with its interval and what is promised; share of its texts that a vocabulary knows.',
      [
        { title: 'filled', shape: 'dot' },
        { title: 'promised at least', shape: 'bar' },
        { title: 'known to a vocabulary', shape: 'dot' },
      ],
      fields.map(({ field, filled, promised, known }) => ({
        name: (filled.high ?? 1) < (promised ?? 0) ? `▾ ${field}` : field,
        marks: [
          rateMark(filled),
          { value: promised, cell: { text: promised === null ? '' : percent(promised) } },
          known === null ? { value: null, cell: { text: '' } } : rateMark(known),
        ],
      })),
    ),
    rowsChart(
      `Days${days.length > MOST ? `: the last ${MOST}` : ''}`,
      'Leads of each day, and shares of them in quarantine and of duplicates, with their intervals.',
      [
        { title: 'leads', shape: 'bar' },
        { title: 'in quarantine', shape: 'dot' },
        { title: 'duplicates', shape: 'dot' },
      ],
      days.slice(-MOST).map(({ day, leads, quarantined, duplicates }) => ({
        name: instant(day),
        marks: [{ value: leads, cell: { text: count(leads) } }, rateMark(quarantined), rateMark(duplicates)],
      })),
    ),
  ];
}

/** What is drawn of outcomes: faults by what became of the lead. */
export const outcomeCharts = ({ outcomes }: QualityReport): readonly JSX.Element[] => [
  rowsChart(
    'Faulty outcomes, by what became of the lead',
    'Number of outcomes, and the share of them that breaks its contract, with its interval.',
    [
      { title: 'outcomes', shape: 'bar' },
      { title: 'faulty', shape: 'dot' },
    ],
    outcomes.outcomes.slice(0, MOST).map(({ outcome, faulty }) => ({
      name: words(outcome, ''),
      marks: [{ value: faulty.of, cell: { text: count(faulty.of) } }, rateMark(faulty)],
    })),
  ),
];
