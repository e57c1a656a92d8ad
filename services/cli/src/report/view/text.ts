import { table as columns } from '../../output/table.ts';
import type { Report } from '../report.ts';
import { type Cell, instant, many, periodText } from './format.ts';
import { sectionsOf } from './sections.ts';
import type { Section, Table } from './table.ts';

/** Rows of a table in a terminal; the page and --json have all. */
const SHOWN = 20;

/** The report in lines that a person reads in a terminal. */
export function reportLines(report: Report): readonly string[] {
  return [
    `${many(report.leads, 'lead')} that came about ${headOf(report)}`,
    ...linesOf(sectionsOf(report)),
    '',
    METHOD,
  ];
}

/** How the figures are made, in one paragraph. */
export const METHOD =
  'Intervals are at 95 %: Wilson score for shares, normal approximation for means of 30 or more. Quantiles are linear between neighbours.';

/** Which leads, and up to when. */
export function headOf({
  from,
  to,
  tenant,
  workspace,
  asOf,
}: Pick<Report, 'from' | 'to' | 'tenant' | 'workspace' | 'asOf'>): string {
  const where = [
    workspace === null ? null : `workspace ${workspace}`,
    tenant === null ? null : `tenant ${tenant}`,
  ];
  const period = from === null && to === null ? 'at any time' : periodText(from, to);
  return [period, ...where.filter((one) => one !== null), `as of ${instant(asOf)}`].join(', ');
}

/** Sections in lines, an empty one before each. */
export const linesOf = (sections: readonly Section[]): readonly string[] =>
  sections.flatMap((section) => ['', ...sectionLines(section)]);

function sectionLines({ title, notes, tables }: Section): readonly string[] {
  return [title.toUpperCase(), ...notes, ...tables.flatMap((one) => ['', ...tableLines(one)])];
}

function tableLines({ caption, columns: head, rows }: Table): readonly string[] {
  if (rows.length === 0) return [caption, '  none'];
  const lines = columns(
    head.map(({ label }) => label),
    rows.slice(0, SHOWN).map((row) => row.map(cellText)),
    head.map(({ isNumber }) => isNumber),
  );
  const rest = rows.length - SHOWN;
  return [
    caption,
    ...lines.map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … and ${rest} more; --html and --json have all`] : []),
  ];
}

const cellText = ({ text, aside }: Cell): string => (aside === undefined ? text : `${text} (${aside})`);
