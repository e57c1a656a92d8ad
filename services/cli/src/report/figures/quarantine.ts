import type { LeadFacts } from '../facts/lead-facts.ts';
import { countsOf, groupsOf } from './groups.ts';
import { type Rate, rateOf } from './statistics.ts';

/** Leads that are in quarantine now; one that was repaired since is not. */
export interface Quarantine {
  /** Of all leads. */
  readonly quarantined: Rate;
  /** Leads with that reason, of all leads. A lead may have several, so the counts may sum up to more than `quarantined`. */
  readonly reasons: readonly { readonly reason: string; readonly leads: Rate }[];
  /** By canonical source, of that source's leads; null: not known, see LeadFacts. */
  readonly sources: readonly { readonly source: string | null; readonly quarantined: Rate }[];
}

export function quarantineOf(leads: readonly LeadFacts[]): Quarantine {
  const inside = leads.filter(isQuarantined);
  return {
    quarantined: rateOf(inside.length, leads.length),
    reasons: countsOf(inside.flatMap(({ reasons }) => reasons)).map(([reason, count]) => ({
      reason,
      leads: rateOf(count, leads.length),
    })),
    sources: groupsOf(leads, ({ source }) => source).map(([source, own]) => ({
      source,
      quarantined: rateOf(own.filter(isQuarantined).length, own.length),
    })),
  };
}

const isQuarantined = ({ state }: LeadFacts): boolean => state === 'quarantined';
