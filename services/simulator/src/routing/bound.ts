import { MINUTE } from '@leadline/domain';
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

const ROUNDS = 200;
/** First step of the prices, P(win) per minute. */
const STEP = 0.002;

/**
 * The bound of the linear program that gives each lead to one rep at most, within each rep's minutes of work, as if no lead
 * ever waited for another (true P, no load). Solved in the dual, by subgradient steps of fixed number: by weak duality any
 * prices give a valid bound, so it needs no solver and is the same on every machine.
 */
export function linearBound(world: World, leads: readonly WorldLead[], until: number): Bound {
  const from = leads[0]?.occurredAt ?? until;
  // One more day each: what is assigned at the end may be worked after it.
  const minutes = world.reps.map(
    (rep) => workedUntil(rep, until) - workedUntil(rep, from) + (rep.workEnd - rep.workStart),
  );
  const chances = leads.map((lead) => chancesOf(world, lead));
  let prices = world.reps.map(() => 0);
  let best = { total: Infinity, prices };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { total, used } = dual(leads, chances, minutes, prices);
    if (total < best.total) best = { total, prices };
    const step = STEP / Math.sqrt(round);
    prices = prices.map((price, rep) => Math.max(0, price + step * (used[rep]! / minutes[rep]! - 1)));
  }
  return { conversion: best.total / leads.length, prices: best.prices };
}

/** P(win) of each rep who is free at the next minute of work. */
function chancesOf(world: World, lead: WorldLead): number[] {
  return world.reps.map((rep) => {
    const at = Math.max(lead.occurredAt, workResumesAt(rep, workedUntil(rep, lead.occurredAt)));
    return winChance(world, lead, rep, at, { waitMinutes: (at - lead.occurredAt) / MINUTE, newToday: 0 });
  });
}

function dual(
  leads: readonly WorldLead[],
  chances: readonly (readonly number[])[],
  minutes: readonly number[],
  prices: readonly number[],
): { readonly total: number; readonly used: readonly number[] } {
  const used = minutes.map(() => 0);
  let total = minutes.reduce((sum, most, rep) => sum + most * prices[rep]!, 0);
  for (const [index, lead] of leads.entries()) {
    const chance = chances[index]!;
    let [best, net] = [-1, 0];
    for (const [rep, p] of chance.entries()) {
      const worth = p - lead.minutes * prices[rep]!;
      if (worth > net) [best, net] = [rep, worth];
    }
    total += net;
    if (best !== -1) used[best]! += lead.minutes;
  }
  return { total, used };
}
