import type { Report } from '../report.ts';
import { CHARTS } from './charts.ts';
import { documentOf } from './document.ts';
import { many, periodText } from './format.ts';
import { sectionsOf } from './sections.ts';
import { headOf, METHOD } from './text.ts';
import { tilesOf } from './tiles.ts';

/** The report as one HTML file that needs nothing else. */
export function pageOf(report: Report): string {
  const { from, to } = report;
  return documentOf({
    title: `Lead routing: ${headOf(report)}`,
    eyebrow: 'Leadline · lead routing',
    heading: from === null && to === null ? 'All leads' : `Leads ${periodText(from, to)}`,
    about: `${many(report.leads, 'lead')} that came about ${headOf(report)}`,
    tiles: tilesOf(report),
    shown: sectionsOf(report).map((section) => ({ section, charts: CHARTS[section.id](report) })),
    footer: METHOD,
  });
}
