import { capacityPrices, sigmoid } from '@leadline/domain';
import type { Desk } from '../routing/desk.ts';
import { type Logit, strained } from '../routing/policies.ts';
import type { Rank } from '../routing/ranked.ts';
import { workedUntil } from '../world/calendar.ts';
import type { WorldLead } from '../world/leads.ts';
import { strainLoss } from '../world/truth.ts';
import type { World } from '../world/world.ts';

/** The plan is made for this load: four hours of work wait, and a first answer takes three quarters of an hour. */
const NOMINAL = { waitMinutes: 45, newToday: 0, backlog: 240 };
/** Share of the working hours that is planned for. */
const PLANNED = 0.85;
const LOOKED_AT = 1_500;
const STEP = 2;

/**
 * What a minute of each rep is worth: the duals of the linear program over these leads, at a nominal load and with less than
 * all hours (the price job of the research that set the bars; Leadline's own is `computePrices`).
 */
export function planned(world: World, leads: readonly WorldLead[], logit: Logit): readonly number[] {
  const every = Math.ceil(leads.length / LOOKED_AT);
  const sample = leads.filter((_, index) => index % every === 0);
  const [from, until] = [leads[0]!.occurredAt, leads.at(-1)!.occurredAt];
  const loss = strainLoss(world, NOMINAL);
  const demands = sample.map((lead) => ({
    worths: world.reps.map((_, rep) => lead.value * sigmoid(logit(lead, rep, lead.occurredAt) - loss)),
    minutes: lead.minutes,
  }));
  const capacity = world.reps.map(
    (rep) => (PLANNED * (workedUntil(rep, until) - workedUntil(rep, from)) * sample.length) / leads.length,
  );
  return capacityPrices(demands, capacity, STEP).prices;
}

/** What a minute gets dearer with each minute that waits beyond the nominal ones: 5 an hour for each hour. */
const CROWDING = 5 / 3600;

/** Value x P(win given load), less the lead's minutes at their price. It knows the true cost of wait and load, and the true work. */
export const byPlan =
  (logit: Logit, prices: readonly number[]) =>
  (desk: Desk): Rank => {
    const loaded = strained(desk, logit);
    return (lead, rep, at) => {
      const price = prices[rep]! + CROWDING * (desk.backlog(rep, at) - NOMINAL.backlog);
      return lead.value * sigmoid(loaded(lead, rep, at)) - lead.minutes * Math.max(0, price);
    };
  };
