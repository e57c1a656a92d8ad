import type { Report } from '../report.ts';
import { conversionSection } from './conversion-section.ts';
import { count, rateCell, sourceText, words } from './format.ts';
import { repsSection } from './reps-section.ts';
import { speedSection } from './speed-section.ts';
import { type Section, tableOf } from './table.ts';
import { waitingSection } from './waiting-section.ts';

/** Subjects of a report. */
export type Subject = 'states' | 'speed' | 'waiting' | 'quarantine' | 'reps' | 'conversion';

/** What a report says, for both its text and its page. */
export const sectionsOf = (report: Report): readonly Section<Subject>[] => [
  statesSection(report),
  speedSection(report),
  waitingSection(report.waiting),
  quarantineSection(report),
  repsSection(report.reps),
  conversionSection(report.conversion),
];

function statesSection({ states }: Report): Section<'states'> {
  const there = states.filter(({ leads }) => leads.count > 0);
  return {
    id: 'states',
    title: 'Where the leads are',
    notes: ['Each lead counts once, in the state in which it is now.'],
    tables: [
      tableOf(
        'Leads by state',
        ['state', '#leads', '#of all'],
        there.map(({ state, leads }) => [
          state === 'inFlight' ? 'in flight' : state,
          count(leads.count),
          rateCell(leads),
        ]),
        { isDetail: true },
      ),
    ],
  };
}

function quarantineSection({ quarantine }: Report): Section<'quarantine'> {
  const { quarantined, reasons, sources } = quarantine;
  return {
    id: 'quarantine',
    title: 'Quarantine and why',
    notes: [
      'Leads that are in quarantine now. A lead may have several reasons, so they may sum up to more than the first line.',
    ],
    tables: [
      tableOf(
        'Leads in quarantine, by reason',
        ['reason', '#leads', '#of all'],
        [
          ['any', count(quarantined.count), rateCell(quarantined)],
          ...reasons.map(({ reason, leads }) => [
            words(reason, '(none)'),
            count(leads.count),
            rateCell(leads),
          ]),
        ],
      ),
      tableOf(
        'Leads in quarantine, by source',
        ['source', '#leads', '#in quarantine', '#share'],
        sources.map(({ source, quarantined: own }) => [
          sourceText(source),
          count(own.of),
          count(own.count),
          rateCell(own),
        ]),
      ),
    ],
  };
}
