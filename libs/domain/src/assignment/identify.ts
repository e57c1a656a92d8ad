import { type PersonMatch, matchPersons, type Trait } from '../identity/index.ts';
import type { Lead, Meeting, WorkspaceState } from './state.ts';

/** Leads under one trait that are compared, newest first: more than one person sends, fewer than meet in a reseller's mailbox. */
const COMPARED = 200;

/** A lead with how sure it is that another is of the same person. */
export interface Met {
  readonly lead: Lead;
  readonly match: PersonMatch;
}

/** Where the leads of one trait meet. */
const meetingKey = ({ kind, key }: Trait): string => `${kind} ${key}`;

/** The traits of a lead's person; of a lead that came without any, its person key alone. */
function traitsOf(state: WorkspaceState, { status, personKey }: Lead): readonly Trait[] {
  const stored = state.traits.get(status.leadId);
  if (stored !== undefined) return stored;
  return personKey === null ? [] : [{ kind: 'mailbox', key: personKey, name: '' }];
}

/** From now on the lead is met by later leads of its person. */
export function meet(state: WorkspaceState, lead: Lead): void {
  const { meetings } = state.derived;
  const {
    arrival,
    status: { leadId },
  } = lead;
  for (const trait of traitsOf(state, lead)) {
    const key = meetingKey(trait);
    const others = (meetings.get(key) ?? []).filter((there) => there.leadId !== leadId);
    meetings.set(key, [...others, { leadId, arrival }]);
  }
}

/** From now on nobody meets the lead. */
export function part(state: WorkspaceState, lead: Lead): void {
  const { meetings } = state.derived;
  for (const trait of traitsOf(state, lead)) {
    const key = meetingKey(trait);
    const others = (meetings.get(key) ?? []).filter(({ leadId }) => leadId !== lead.status.leadId);
    if (others.length === 0) meetings.delete(key);
    else meetings.set(key, others);
  }
}

const byArrival = (a: { readonly arrival: number }, b: { readonly arrival: number }): number =>
  b.arrival - a.arrival;

function meetingsOf(state: WorkspaceState, trait: Trait): readonly Meeting[] {
  const there = state.derived.meetings.get(meetingKey(trait)) ?? [];
  return there.toSorted(byArrival).slice(0, COMPARED);
}

/** Whether a duplicate still repeats its lead: neither was renewed since it was taken for one. */
function repeats({ settled, renewed = 0 }: Lead, first: Lead): boolean {
  return (settled?.seq ?? 0) >= Math.max(renewed, first.renewed ?? 0);
}

/** The lead that a duplicate repeats; others stand for themselves. Null: it is no longer remembered, or no longer repeated. */
function standsFor(state: WorkspaceState, lead: Lead): Lead | null {
  let found = lead;
  while (found.status.state === 'duplicate') {
    const first = state.leads.get(found.status.duplicateOf ?? '');
    if (first === undefined || !repeats(found, first)) return null;
    found = first;
  }
  return found;
}

/**
 * Leads that are or may be of the lead's person, likeliest first, then newest. Who meets a duplicate meets the lead that it
 * repeats: a number that a person gave the second time is known the third time.
 */
export function identify(state: WorkspaceState, lead: Lead): readonly Met[] {
  const traits = traitsOf(state, lead);
  const others = new Set(traits.flatMap((trait) => meetingsOf(state, trait)).map(({ leadId }) => leadId));
  const best = new Map<string, Met>();
  for (const otherId of others) {
    // Most of whom a lead meets are other people, and traits alone tell: only of the rest the lead is asked for.
    const stored = state.traits.get(otherId);
    const match = matchPersons(traits, stored ?? traitsOf(state, state.leads.get(otherId) as Lead));
    const met = match.verdict === 'other' ? null : standsFor(state, state.leads.get(otherId) as Lead);
    // A lead that comes amended meets the duplicates of its former self.
    if (met === null || met.status.leadId === lead.status.leadId) continue;
    if ((best.get(met.status.leadId)?.match.score ?? -Infinity) >= match.score) continue;
    best.set(met.status.leadId, { lead: met, match });
  }
  return [...best.values()].toSorted((a, b) => b.match.score - a.match.score || byArrival(a.lead, b.lead));
}
