import { capacityPrices, MINUTE } from '@leadline/domain';
import { winChance } from '../world/truth.ts';
import { workedUntil, workResumesAt } from '../world/calendar.ts';
import type { WorldLead } from '../world/leads.ts';
import type { World } from '../world/world.ts';

/** A bound on what any routing can win, and what a minute of each rep is worth. */
export interface Bound {
  /** Mean P(win) per lead, at most. */
  readonly conversion: number;
  /** P(win) per minute, by rep. */
  readonly prices: readonly number[];
}

/** First step of the prices, P(win) per minute. */
const STEP = 0.002;

/**
 * The bound of the linear program that gives each lead to one rep at most, within each rep's minutes of work, as if no lead
 * ever waited for another (true P, no load).
 */
export function linearBound(world: World, leads: readonly WorldLead[], until: number): Bound {
  const from = leads[0]?.occurredAt ?? until;
  // One more day each: what is assigned at the end may be worked after it.
  const minutes = world.reps.map(
    (rep) => workedUntil(rep, until) - workedUntil(rep, from) + (rep.workEnd - rep.workStart),
  );
  const demands = leads.map((lead) => ({ worths: chancesOf(world, lead), minutes: lead.minutes }));
  const { total, prices } = capacityPrices(demands, minutes, STEP);
  return { conversion: total / leads.length, prices };
}

/** P(win) of each rep who is free at the next minute of work. */
function chancesOf(world: World, lead: WorldLead): number[] {
  return world.reps.map((rep) => {
    const at = Math.max(lead.occurredAt, workResumesAt(rep, workedUntil(rep, lead.occurredAt)));
    return winChance(world, lead, rep, at, { waitMinutes: (at - lead.occurredAt) / MINUTE, newToday: 0 });
  });
}
