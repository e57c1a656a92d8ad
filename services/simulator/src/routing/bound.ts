import { capacityPrices, MINUTE } from '@leadline/domain';
import { winChance } from '../world/truth.ts';
import { workedUntil, workResumesAt } from '../world/calendar.ts';
import type { WorldLead } from '../world/leads.ts';
import type { World } from '../world/world.ts';

/** A bound on what any routing can reach, and what a minute of each rep is worth. */
export interface Bound {
  /** Mean worth of a lead, at most. */
  readonly perLead: number;
  /** Worth of a minute, by rep. */
  readonly prices: readonly number[];
}

/** What is counted of a won lead. */
interface Measure {
  readonly of: (lead: WorldLead) => number;
  /** First steps of the prices, worth per minute: the tightest bound that one of them leads to is taken. */
  readonly steps: readonly number[];
}

const WINS: Measure = { of: () => 1, steps: [0.002] };
/** A lead is worth some 20 a minute, and the first steps are a tenth of that. */
export const VALUE: Measure = { of: ({ value }) => value, steps: [4, 2, 1] };

/**
 * The bound of the linear program that gives each lead to one rep at most, within each rep's minutes of work, as if no lead
 * ever waited for another (true P, no load). By weak duality it holds whatever the steps.
 */
export function linearBound(
  world: World,
  leads: readonly WorldLead[],
  until: number,
  { of, steps }: Measure = WINS,
): Bound {
  const from = leads[0]?.occurredAt ?? until;
  // One more day each: what is assigned at the end may be worked after it.
  const minutes = world.reps.map(
    (rep) => workedUntil(rep, until) - workedUntil(rep, from) + (rep.workEnd - rep.workStart),
  );
  const demands = leads.map((lead) => ({
    worths: chancesOf(world, lead).map((chance) => chance * of(lead)),
    minutes: lead.minutes,
  }));
  const { total, prices } = steps
    .map((step) => capacityPrices(demands, minutes, step))
    .reduce((best, next) => (next.total < best.total ? next : best));
  return { perLead: total / leads.length, prices };
}

/** P(win) of each rep who is free at the next minute of work. */
function chancesOf(world: World, lead: WorldLead): number[] {
  return world.reps.map((rep) => {
    const at = Math.max(lead.occurredAt, workResumesAt(rep, workedUntil(rep, lead.occurredAt)));
    const waitMinutes = (at - lead.occurredAt) / MINUTE;
    return winChance(world, lead, rep, at, { waitMinutes, newToday: 0, backlog: 0 });
  });
}
