import { count, rateCell, words } from '../../report/view/format.ts';
import { type Section, tableOf } from '../../report/view/table.ts';
import type { QualityReport } from '../report.ts';

/** Outcomes against their contract. */
export function outcomeSection({ outcomes }: QualityReport): Section {
  const { faulty, keptBack, faults } = outcomes;
  return {
    id: 'outcomes',
    title: 'Outcomes',
    notes: [
      'Outcomes that break their contract free their rep, and no model learns from them. Those that intake could tell lie on `deal.quarantined`; that a deal closed before it opened, or that nobody had it, shows here.',
    ],
    tables: [
      tableOf(
        'Outcomes that break their contract',
        ['fault', '#outcomes', '#of all'],
        [
          ['any', count(faulty.count), rateCell(faulty)],
          ['on deal.quarantined', count(keptBack.count), rateCell(keptBack)],
          ...faults.map((one) => [words(one.fault, ''), count(one.outcomes.count), rateCell(one.outcomes)]),
        ],
      ),
      tableOf(
        'By what became of the lead',
        ['outcome', '#outcomes', '#faulty', '#share'],
        outcomes.outcomes.map((one) => [
          one.outcome,
          count(one.faulty.of),
          count(one.faulty.count),
          rateCell(one.faulty),
        ]),
      ),
    ],
  };
}

/** Reps that are named for a fault; --json names all. */
const NAMED = 5;

/** Profiles of reps against their contract. */
export function repSection({ reps: { faulty, faults } }: QualityReport): Section {
  return {
    id: 'reps',
    title: 'Reps',
    notes: ['Profiles as they are now. A rep who is not active breaks nothing.'],
    tables: [
      tableOf(
        'Reps whose profile breaks its contract',
        ['fault', '#reps', '#of all', 'who'],
        [
          ['any', count(faulty.count), rateCell(faulty), ''],
          ...faults.map(({ fault, reps, who }) => [
            words(fault, ''),
            count(reps.count),
            rateCell(reps),
            `${who.slice(0, NAMED).join(', ')}${who.length > NAMED ? ', …' : ''}`,
          ]),
        ],
      ),
    ],
  };
}
