import { giniOf } from '@leadline/domain';
import type { Handled } from '../routing/desk.ts';
import { SMALL } from '../world/sizes.ts';
import type { World } from '../world/world.ts';

/** What a way of routing came to, by true P at true load. */
export interface ValueWorth {
  /** Mean P(win) x value, and mean P(win), per lead. */
  readonly value: number;
  readonly conversion: number;
  /** Gini coefficient of the reps' hours of work: 0 all alike, 1 one has all. */
  readonly gini: number;
  /** Median minutes to the first touch, and the share of leads that waited longer than an hour. */
  readonly wait: number;
  readonly late: number;
  /** Share of the seniors' hours that went to small leads, and of the small leads that the volume team got. */
  readonly seniorsOnSmall: number;
  readonly smallToVolume: number;
  /** Share of the leads that came to a rep for whom two days of work or more waited: only the engine may give them. */
  readonly overLimit: number;
}

const isSmall = ({ lead }: Handled): boolean => lead.size === SMALL;

/** `leads`: those that are judged; one that nobody got in the end counts with nothing. */
export function worthOf(world: World, handled: readonly Handled[], leads: number): ValueWorth {
  const sum = (of: (deal: Handled) => number): number => handled.reduce((all, deal) => all + of(deal), 0);
  const count = (holds: (deal: Handled) => boolean): number => handled.filter(holds).length;
  const tierOf = ({ rep }: Handled): string => world.reps[rep]!.tier;
  const seniorMinutes = (deal: Handled): number => (tierOf(deal) === 'senior' ? deal.lead.minutes : 0);
  const hours = world.reps.map(() => 0);
  for (const { rep, lead } of handled) hours[rep]! += lead.minutes / 60;
  const waits = handled.map(({ strain }) => strain.waitMinutes).toSorted((a, b) => a - b);
  return {
    value: sum(({ chance, lead }) => chance * lead.value) / leads,
    conversion: sum(({ chance }) => chance) / leads,
    gini: giniOf(hours),
    wait: waits[Math.floor(waits.length / 2)] ?? 0,
    late: count(({ strain }) => strain.waitMinutes > 60) / handled.length,
    seniorsOnSmall: sum((deal) => (isSmall(deal) ? seniorMinutes(deal) : 0)) / sum(seniorMinutes),
    smallToVolume: count((deal) => isSmall(deal) && tierOf(deal) === 'volume') / count(isSmall),
    overLimit: count(({ strain }) => strain.backlog >= world.mostBacklog) / handled.length,
  };
}
