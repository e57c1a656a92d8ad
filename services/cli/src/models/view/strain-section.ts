import type { ServedCard } from '@leadline/models';
import type { Cell } from '../../report/view/format.ts';
import { many } from '../../report/view/format.ts';
import { type Section, tableOf } from '../../report/view/table.ts';
import { decimal, intervalCell } from './figures.ts';
import type { ModelView, Subject } from './view.ts';

/** What waiting, load and a manager's picks did to the deals that it learned from. */
export function strainSection({ card }: ModelView): Section<Subject> {
  return {
    id: 'strain',
    title: 'Waiting, load and picks',
    notes: [congestionNote(card), picksNote(card)],
    tables: [tableOf('Log-odds of a win', ['what', '#size'], [...congestionRows(card), ...picksRows(card)])],
  };
}

function congestionNote({ congestion }: ServedCard): string {
  if (congestion === undefined)
    return 'What waiting and load cost is not known of its deals: what it says of reps holds for the load that each had.';
  const { deals, average } = congestion;
  const wait = `${decimal(5 * Math.exp(average.logWait), 0)} minutes`;
  return `What waiting and load take was told apart from the reps by ${many(deals, 'deal')} (on average ${wait} to the first answer and ${decimal(average.newLeads, 1)} earlier leads of the day): its log-odds are those of a rep who answers at once, under the average load.`;
}

function picksNote({ picks }: ServedCard): string {
  if (picks === undefined)
    return 'Whether leads were picked for reps by what no field tells cannot be seen: it is not known who was picked and who had the turn.';
  const found = picks.found
    ? 'They were better than they look, and went to those who look better: what reps seem to be better at cannot be told from what they were given, and no such difference is served or claimed.'
    : 'No sign that they were better than they look.';
  return `Of ${many(picks.deals, 'deal')} it is known how far the lead was given out of turn. ${found}`;
}

type Row = readonly [string, Cell];

function congestionRows({ congestion }: ServedCard): readonly Row[] {
  if (congestion === undefined) return [];
  return [
    ['taken by each e-fold of the wait beyond five minutes', intervalCell(congestion.perLogWait, 3)],
    ['taken by each earlier lead of the day', intervalCell(congestion.perNewLead, 3)],
  ];
}

const picksRows = ({ picks }: ServedCard): readonly Row[] =>
  picks === undefined
    ? []
    : [['added to a lead out of turn, with a rep who looks better', intervalCell(picks, 2)]];
