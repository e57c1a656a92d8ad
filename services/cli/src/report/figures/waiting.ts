import type { LeadFacts } from '../facts/lead-facts.ts';
import { isRouted, WITHIN } from './speed.ts';
import { countsOf } from './groups.ts';
import { type Rate, rateOf, type Spread, spreadOf } from './statistics.ts';

/** The waiting line; times in ms on the clock of the workspace. A lead may wait more than once. */
export interface Waiting {
  /** Leads that have ever waited, of those for which a rep was looked for. */
  readonly waited: Rate;
  readonly waits: number;
  /** Waits that ended with a rep, of all. */
  readonly served: Rate;
  readonly stillWaiting: number;
  /** Waits that passed their deadline, of all. */
  readonly overdue: Rate;
  /** Length of the waits that ended with a rep. */
  readonly time: Spread;
  /** Waits that ended with a rep in so many ms, of all waits. */
  readonly within: readonly (Rate & { readonly ms: number })[];
  /** Why no rep could take the lead, most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly waits: Rate; readonly time: Spread }[];
}

export function waitingOf(leads: readonly LeadFacts[]): Waiting {
  const waits = leads.flatMap((lead) => lead.waits);
  const lengths = (reason: string | null): readonly number[] =>
    waits.flatMap((wait) =>
      wait.end === 'assigned' && wait.to !== null && (reason === null || wait.reason === reason)
        ? [wait.to - wait.from]
        : [],
    );
  const served = lengths(null);
  const count = waits.length;
  return {
    waited: rateOf(leads.filter((lead) => lead.waits.length > 0).length, leads.filter(isRouted).length),
    waits: count,
    served: rateOf(served.length, count),
    stillWaiting: waits.filter(({ to }) => to === null).length,
    overdue: rateOf(waits.filter(({ overdue }) => overdue).length, count),
    time: spreadOf(served),
    within: WITHIN.map((ms) => ({ ms, ...rateOf(served.filter((time) => time <= ms).length, count) })),
    reasons: countsOf(waits.map(({ reason }) => reason)).map(([reason, times]) => ({
      reason,
      waits: rateOf(times, count),
      time: spreadOf(lengths(reason)),
    })),
  };
}
