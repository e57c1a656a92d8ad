import { MINUTE } from '../shared/instant.ts';
import { fitOf } from '../assignment/candidates.ts';
import type { Prices } from '../assignment/prices.ts';
import { waitLoss, winChance, workOf, worthOf } from '../assignment/value.ts';
import { workedAt } from '../assignment/work.ts';
import { capacityPrices, type Demand } from './dual.ts';
import type { Past, PastLead } from './past.ts';

/** Share of a rep's hours that can be planned for: with all of them, leads would wait without end. */
const PLANNED = 0.85;
/** Minutes of work that usually wait for a rep; at that wait P(win) is taken. */
const USUAL_BACKLOG = 60;

/** Prices, and what they say of the leads that they were computed from. */
export interface Priced {
  readonly prices: Prices;
  readonly leads: number;
  /** Mean worth of a lead that no way of routing can beat, as long as none waits less than usual. */
  readonly bound: number;
}

/** What an hour of each rep is worth to the leads of a stretch of time: see {@link capacityPrices}. */
export function computePrices(past: Past, version: string): Priced {
  const { leads, came, roster, policy, from, until } = past;
  const demands = leads.map((lead) => demandOf(lead, past));
  const taken = leads.length / Math.max(came, 1);
  const capacity = roster.reps.map((rep) => {
    const worked = (at: number): number => workedAt(rep, { at, policy, offsets: past.offsets });
    return rep.active ? (PLANNED * taken * (worked(until) - worked(from))) / MINUTE : 0;
  });
  const { total, prices } = capacityPrices(demands, capacity, firstStep(demands));
  const perHour = roster.reps.map(
    ({ repId }, index) => [repId, Math.round(60 * (prices[index] ?? 0))] as const,
  );
  return {
    prices: { version, objective: policy.objective, perHour: Object.fromEntries(perHour) },
    leads: leads.length,
    bound: total / Math.max(leads.length, 1),
  };
}

function demandOf({ lead, logitOf }: PastLead, { roster, policy }: Past): Demand {
  const fit = fitOf(roster, lead, policy);
  const loss = waitLoss(USUAL_BACKLOG, policy.congestion.delay ?? 0);
  const worths = roster.reps.map(({ repId }, index) => {
    if (fit[index] !== 0) return 0;
    const chance = winChance(logitOf(repId) ?? lead.leadLogit, loss);
    return worthOf(chance, lead.expectedValue, policy.objective);
  });
  return { worths, minutes: workOf(lead, policy) };
}

/** A tenth of what a minute of the mean lead is worth: prices are of that size, and a rep may first be asked for ten times. */
function firstStep(demands: readonly Demand[]): number {
  const minutes = demands.reduce((sum, demand) => sum + demand.minutes, 0);
  const worth = demands.reduce((sum, { worths }) => sum + Math.max(0, ...Array.from(worths)), 0);
  return worth / Math.max(10 * minutes, 1);
}
