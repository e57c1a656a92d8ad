import { log, sigmoid } from '@leadline/domain';
import type { WorldLead } from './leads.ts';
import { effectOf, type World, type WorldRep } from './world.ts';

/** How a rep stands when a lead comes to one. */
export interface Strain {
  /** Minutes from the lead's arrival to the rep's first touch. */
  readonly waitMinutes: number;
  /** Leads that the rep has already got on that day. */
  readonly newToday: number;
  /** Minutes of work that wait for the rep. */
  readonly backlog: number;
}

/** No rep is faster, and none is rewarded for it. */
export const LEAST_WAIT = 5;
/** New leads of a day, and hours of waiting work, that a rep takes without loss. */
const COMFORTABLE = 8;

/** Log-odds that the rep wins the lead, with nothing else to do. */
export function restedLogit(world: World, lead: WorldLead, rep: WorldRep, at: number): number {
  return world.intercept + lead.quality + world.spec.hidden * lead.hidden + effectOf(world, lead, rep, at);
}

/**
 * What waiting and load take from the log-odds. Waiting by the logarithm of the time (odds x 0.69 at an hour, x 0.43 at a
 * day, against five minutes), load by the day's new leads and the hours that wait. The engine takes a logarithm too, with the same
 * weight, but of the rep's backlog alone, as if each lead had just come; of the day's leads and the hours it knows no loss.
 */
export function strainLoss(
  { spec }: Pick<World, 'spec'>,
  { waitMinutes, newToday, backlog }: Strain,
): number {
  const late = log(Math.max(waitMinutes, LEAST_WAIT) / LEAST_WAIT);
  return (
    spec.delay * late +
    spec.overload * Math.max(0, newToday - COMFORTABLE) +
    spec.overwork * Math.max(0, backlog / 60 - COMFORTABLE)
  );
}

/** True P(win | lead, rep, wait, load). */
export function winChance(world: World, lead: WorldLead, rep: WorldRep, at: number, strain: Strain): number {
  return sigmoid(restedLogit(world, lead, rep, at) - strainLoss(world, strain));
}
