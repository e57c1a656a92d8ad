import type { Waiting } from '../figures/waiting.ts';
import { count, duration, rateCell, roundDuration, words } from './format.ts';
import { type Section, tableOf } from './table.ts';

/** The waiting line. */
export function waitingSection(waiting: Waiting): Section<'waiting'> {
  const { waited, waits, served, overdue, stillWaiting, time, within, reasons } = waiting;
  return {
    id: 'waiting',
    title: 'Waiting time',
    notes: [
      'Leads for which no rep was free at once, on the clock of their workspace. A lead may wait more than once. Waits that have not ended with a rep have no length here, and count as not within.',
    ],
    tables: [
      tableOf(
        'The waiting line',
        ['', '#count', '#of', '#share'],
        [
          ['leads that waited', count(waited.count), count(waited.of), rateCell(waited)],
          ['waits that ended with a rep', count(served.count), count(served.of), rateCell(served)],
          ['waits that passed their deadline', count(overdue.count), count(overdue.of), rateCell(overdue)],
          ['waits that go on', count(stillWaiting), count(waits), ''],
        ],
      ),
      tableOf(
        'Length of waits that ended with a rep, by why they began',
        ['why', '#waits', '#of all', '#with a rep', '#half within', '#90 % within', '#95 % within'],
        [
          ['any', count(waits), '', count(time.count), ...[time.p50, time.p90, time.p95].map(duration)],
          ...reasons.map((one) => [
            words(one.reason, '(none)'),
            count(one.waits.count),
            rateCell(one.waits),
            count(one.time.count),
            ...[one.time.p50, one.time.p90, one.time.p95].map(duration),
          ]),
        ],
      ),
      tableOf(
        'Share of waits that ended with a rep within',
        ['within', '#waits', '#share'],
        within.map(({ ms, ...rate }) => [roundDuration(ms), count(rate.count), rateCell(rate)]),
        { isDetail: true },
      ),
    ],
  };
}
