import type { LeadFacts } from '../facts/lead-facts.ts';
import { isAssigned } from './speed.ts';
import { groupsOf } from './groups.ts';
import { type Rate, rateOf } from './statistics.ts';

/** What became of leads that got a rep. `assigned` = won + lost + ended otherwise + open. */
export interface Conversion {
  readonly assigned: number;
  readonly lost: number;
  /** Closed as released, withdrawn, … */
  readonly otherEnds: number;
  readonly open: number;
  /** A person of the sales team has reached them, of those assigned. */
  readonly contacted: Rate;
  /** Won, of those assigned: the open ones count as not won yet. */
  readonly won: Rate;
  /** Won, of those won or lost. */
  readonly winRate: Rate;
}

/** Conversion as a whole, and by what the leads have in common; path of the last assignment. */
export interface Conversions {
  readonly all: Conversion;
  readonly bySource: readonly (Conversion & { readonly source: string | null })[];
  readonly byPath: readonly (Conversion & { readonly path: string | null })[];
  readonly bySourceAndPath: readonly (Conversion & {
    readonly source: string | null;
    readonly path: string | null;
  })[];
}

export function conversionsOf(leads: readonly LeadFacts[]): Conversions {
  const assigned = leads.filter(isAssigned);
  const sources = groupsOf(assigned, ({ source }) => source);
  return {
    all: conversionOf(assigned),
    bySource: sources.map(([source, own]) => ({ source, ...conversionOf(own) })),
    byPath: byPathOf(assigned).map(([path, own]) => ({ path, ...conversionOf(own) })),
    bySourceAndPath: sources.flatMap(([source, own]) =>
      byPathOf(own).map(([path, both]) => ({ source, path, ...conversionOf(both) })),
    ),
  };
}

const byPathOf = (leads: readonly LeadFacts[]) => groupsOf(leads, ({ path }) => path);

function conversionOf(leads: readonly LeadFacts[]): Conversion {
  const assigned = leads.length;
  const count = (holds: (lead: LeadFacts) => boolean): number => leads.filter((lead) => holds(lead)).length;
  const won = count(({ outcome }) => outcome === 'won');
  const lost = count(({ outcome }) => outcome === 'lost');
  const open = count(({ outcome }) => outcome === null);
  return {
    assigned,
    lost,
    otherEnds: assigned - won - lost - open,
    open,
    contacted: rateOf(
      count(({ contactedAt }) => contactedAt !== null),
      assigned,
    ),
    won: rateOf(won, assigned),
    winRate: rateOf(won, won + lost),
  };
}
