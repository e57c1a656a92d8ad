import type { Milestone } from '../figures/speed.ts';
import type { Rate } from '../figures/statistics.ts';
import type { Report } from '../report.ts';
import type { Tile } from './document.ts';
import { count, duration, rateCell } from './format.ts';

/** The figures on top. Times are those of the clock on which most leads came. */
export function tilesOf({ leads, states, speed, quarantine, conversion }: Report): readonly Tile[] {
  const main = speed.toSorted((a, b) => b.leads - a.leads)[0];
  const waiting = states.find(({ state }) => state === 'waiting')?.leads.count ?? 0;
  return [
    {
      title: 'Leads',
      value: count(leads),
      below: `${count(conversion.all.assigned)} got a rep, ${count(waiting)} wait`,
    },
    timeTile('Rep assigned, half within', main?.milestones, 'assigned'),
    timeTile('Human touch, half within', main?.milestones, 'contacted'),
    timeTile('First message, half within', main?.milestones, 'messagedSinceReceipt'),
    rateTile('In quarantine', quarantine.quarantined),
    rateTile('Won, of those with a rep', conversion.all.won),
  ];
}

function timeTile(title: string, milestones: readonly Milestone[] = [], name: Milestone['name']): Tile {
  const found = milestones.find((one) => one.name === name);
  if (found === undefined) return { title, value: duration(null), below: 'no leads' };
  const { reached, time, clock } = found;
  return {
    title,
    value: duration(time.p50),
    below: `${count(reached.count)} of ${count(reached.of)}, ${clock} clock`,
  };
}

/** A share as a tile. */
export function rateTile(title: string, rate: Rate): Tile {
  const { text, aside } = rateCell(rate);
  return {
    title,
    value: text,
    below: `${aside === undefined ? '' : `${aside}, `}${count(rate.count)} of ${count(rate.of)}`,
  };
}
