import { two } from '../words.ts';
import type { Fit } from './fit.ts';
import type { Table } from './table.ts';

/** A rep with fewer deals is mostly taken for an average one. */
const FEW_DEALS = 30;

/** What the model cannot know. */
export function caveatsOf(table: Table, fit: Fit): readonly string[] {
  return [choosing(table), ...picking(fit), ...unknownReps(table)];
}

function choosing({ choices, examples }: Table): string {
  const recorded = choices
    .slice(0, examples)
    .filter((choice) => choice !== null && choice.propensity < 1).length;
  return recorded === 0
    ? 'Nothing is known of how reps were chosen. Who got hotter leads than their features tell looks better than he or she is.'
    : `Of ${recorded} of ${examples} deals it is known by which chance the rep was chosen; elsewhere, who got hotter leads than their features tell looks better than he or she is.`;
}

/** Whether leads that went to reps of somebody's choice were better than they look. */
function picking({ picks }: Fit): string[] {
  if (picks === null) return [];
  const { value, low, high, found } = picks;
  const size = `${two(value)} in log-odds (${two(low)} to ${two(high)}, 95 %)`;
  const more = `more for a rep who looks better by a standard deviation: ${size}`;
  return found
    ? [
        `Leads given out of turn were won more often than the same reps' leads in turn, ${more}. ` +
          'Somebody saw more in them than their features tell, so differences in skill are left out; differences in fit stay.',
      ]
    : [
        `Leads given out of turn were not shown to be better than they look; ${more}. Picks that keep to turns would not be seen.`,
      ];
}

function unknownReps({ rep, reps, examples }: Table): string[] {
  const counts = new Uint32Array(reps);
  for (const column of rep.subarray(0, examples)) counts[column]! += 1;
  const few = counts.filter((count) => count < FEW_DEALS).length;
  return few === 0
    ? []
    : [`${few} of ${reps} reps have fewer than ${FEW_DEALS} deals: little is known of them.`];
}
