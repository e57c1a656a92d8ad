import { count, instant, many, percent, rateCell, words } from '../../report/view/format.ts';
import { type Section, tableOf } from '../../report/view/table.ts';
import { spanOf, sureOf, whatOf } from '../advice.ts';
import { isBroken, type QualityReport } from '../report.ts';
import type { SourceQuality } from '../sources.ts';
import { outcomeSection, repSection } from './feedback-sections.ts';

/** What a quality report says, for both its text and its page: alarms, each source, outcomes, reps. */
export const sectionsOf = (report: QualityReport): readonly Section[] => [
  alarmSection(report),
  ...report.sources.map((source, index) => sourceSection(source, index, report.sources)),
  outcomeSection(report),
  repSection(report),
];

/** A source by name; the tenant is named only where there are several. */
const sourceTitle = ({ tenant, source }: SourceQuality, all: readonly SourceQuality[]): string =>
  new Set(all.map((one) => one.tenant)).size > 1 ? `${tenant}/${source}` : source;

function alarmSection({ alarms, sources }: QualityReport): Section {
  const without = sources.filter(({ hasContract }) => !hasContract).map((one) => sourceTitle(one, sources));
  return {
    id: 'alarms',
    title: 'Broken contracts',
    notes: [
      'What a source promised and no longer keeps. Thirty days of unchanged traffic of one source raise any alarm with a chance of at most one in a thousand, over all its fields, values and days together.',
      ...(without.length === 0
        ? []
        : [
            `Without a contract, and so without alarms: ${without.join(', ')}. \`leadline quality learn\` writes one.`,
          ]),
    ],
    tables: [
      tableOf(
        'Alarms',
        ['source', 'what', 'since when', 'how sure', 'what to do'],
        alarms.map((alarm) => [
          alarm.source,
          `${isBroken(alarm) ? '' : 'over: '}${whatOf(alarm)}`,
          spanOf(alarm),
          sureOf(alarm),
          alarm.advice,
        ]),
      ),
    ],
  };
}

function sourceSection(source: SourceQuality, index: number, all: readonly SourceQuality[]): Section {
  const title = sourceTitle(source, all);
  return {
    id: `source-${index + 1}`,
    title: `Source ${title}`,
    notes: [
      `${many(source.leads, 'lead')}; ${percent(source.quarantined.rate)} in quarantine, ${percent(source.duplicates.rate)} duplicates; ${percent(source.known.rate)} of the texts for which there is a vocabulary are known.${source.hasContract ? '' : ' No contract.'}`,
    ],
    tables: [
      fieldTable(source, title),
      tableOf(
        `${title}: leads in quarantine, by reason`,
        ['reason', '#leads', '#of judged'],
        source.reasons.map(({ reason, leads }) => [
          words(reason, '(none)'),
          count(leads.count),
          rateCell(leads),
        ]),
      ),
      tableOf(
        `${title}: further fields`,
        ['name', '#leads', '#of all'],
        source.attributes.map(({ name, leads }) => [name, count(leads.count), rateCell(leads)]),
      ),
      ...detailTables(source, title),
    ],
  };
}

function fieldTable({ fields }: SourceQuality, title: string) {
  return tableOf(
    `${title}: fields`,
    ['field', '#filled', '#promised', '#in a vocabulary', '#not valid'],
    fields.map(({ field, filled, promised, known, invalid }) => [
      field,
      rateCell(filled),
      promised === null ? '' : `≥ ${percent(promised)}`,
      known === null ? '' : rateCell(known),
      invalid.count === 0 ? '' : rateCell(invalid),
    ]),
    { isDetail: true },
  );
}

function detailTables({ days, fields }: SourceQuality, title: string) {
  const values = fields.flatMap((field) => field.values.map((value) => ({ field: field.field, ...value })));
  return [
    tableOf(
      `${title}: days`,
      ['day', '#leads', '#quarantined', '#duplicates', '#known'],
      days.map((day) => [
        instant(day.day),
        count(day.leads),
        rateCell(day.quarantined),
        rateCell(day.duplicates),
        rateCell(day.known),
      ]),
      { isDetail: true },
    ),
    tableOf(
      `${title}: fields filled, by day`,
      ['day', ...fields.map(({ field }) => `#${field}`)],
      days.map(({ day, filled }) => [
        instant(day),
        ...fields.map(({ field }) => percent(filled[field] ?? null)),
      ]),
      { isDetail: true },
    ),
    tableOf(
      `${title}: values`,
      ['field', 'value', '#leads', '#share', '#promised'],
      values.map(({ field, value, leads, promised }) => [
        field,
        value,
        count(leads.count),
        rateCell(leads),
        promised === null ? '' : percent(promised),
      ]),
      { isDetail: true },
    ),
  ];
}
