import type { JSX } from 'preact';
import { documentOf, type Tile } from '../../report/view/document.ts';
import { count, many, periodText } from '../../report/view/format.ts';
import { headOf, linesOf, METHOD } from '../../report/view/text.ts';
import { rateTile } from '../../report/view/tiles.ts';
import { isBroken, type QualityReport } from '../report.ts';
import { outcomeCharts, sourceCharts } from './charts.ts';
import { sectionsOf } from './sections.ts';

/** The report as one HTML file that needs nothing else. */
export function qualityPage(report: QualityReport): string {
  const { from, to } = report;
  return documentOf({
    title: `Data quality: ${aboutOf(report)}`,
    eyebrow: 'Leadline · data quality',
    heading: from === null && to === null ? 'All data' : `Data ${periodText(from, to)}`,
    about: aboutOf(report),
    tiles: tilesOf(report),
    shown: sectionsOf(report).map((section) => ({ section, charts: chartsOf(section.id, report) })),
    footer: METHOD,
  });
}

/** The report in lines that a person reads in a terminal. */
export const qualityLines = (report: QualityReport): readonly string[] => [
  aboutOf(report),
  ...linesOf(sectionsOf(report)),
  '',
  METHOD,
];

function aboutOf(report: QualityReport): string {
  const { leads, source, sources } = report;
  const head = headOf({ ...report, workspace: null });
  return `${many(leads, 'lead')} of ${source === null ? many(sources.length, 'source') : `source ${source}`} that came about ${head}`;
}

function chartsOf(id: string, report: QualityReport): readonly JSX.Element[] {
  if (id === 'outcomes') return report.outcomes.outcomes.length === 0 ? [] : outcomeCharts(report);
  const source = report.sources[Number(/^source-(\d+)$/.exec(id)?.[1] ?? 0) - 1];
  return source === undefined ? [] : sourceCharts(source);
}

function tilesOf({ leads, alarms, sources, outcomes, reps }: QualityReport): readonly Tile[] {
  const open = alarms.filter(isBroken);
  const kept = sources.filter(({ hasContract }) => hasContract).length;
  return [
    {
      title: 'Leads',
      value: count(leads),
      below: `${many(sources.length, 'source')}, ${count(kept)} with a contract`,
    },
    {
      title: 'Broken contracts',
      value: count(new Set(open.map(({ tenant, source }) => `${tenant}/${source}`)).size),
      below: `${many(open.length, 'alarm')} now, ${count(alarms.length - open.length)} over`,
    },
    rateTile('Faulty outcomes', outcomes.faulty),
    rateTile('Reps with a faulty profile', reps.faulty),
  ];
}
