import { createAccounts } from './accounts.ts';
import { createDeals } from './deals.ts';
import { createReps } from './reps.ts';
import { createSubmissions } from './submissions.ts';
import type { World, WorldOptions } from './types.ts';

const HOUR = 3_600_000;
/** Midnight of Monday 15 June 2026, as if every place kept UTC. Fixed, so that a run does not depend on today. */
const FIRST_DAY = 1_781_481_600_000;
/** Monday begins in Sydney ten hours before UTC; Mexico's Sunday ends six hours after. */
const START_AT = FIRST_DAY - 12 * HOUR;
const END_AT = FIRST_DAY + (14 * 24 + 12) * HOUR;

/** The sample company. Pure: no I/O, no clock; the same arguments give the same bytes on every machine. */
export function createWorld(seed: string, options: WorldOptions = {}): World {
  const settings = { leads: 10_000, history: 8_000, fit: 0.6, skill: 0.3, ...options };
  const { reps, truths } = createReps(seed, START_AT, settings);
  const accounts = createAccounts(seed, reps);
  const fortnight = { firstDay: FIRST_DAY, endAt: END_AT, leads: settings.leads };
  return {
    seed,
    startAt: START_AT,
    endAt: END_AT,
    options: settings,
    workspaces: ['emea', 'americas', 'apac'].map((workspace) => ({ workspace, startAt: START_AT })),
    reps,
    accounts,
    deals: createDeals(seed, reps, START_AT),
    ...createSubmissions(seed, fortnight, accounts),
    repTruths: truths,
  };
}
