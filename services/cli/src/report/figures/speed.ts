import type { Clock, LeadFacts } from '../facts/lead-facts.ts';
import { type Rate, rateOf, type Spread, spreadOf } from './statistics.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times for which a report says how many leads were reached within, ms. */
export const WITHIN = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  12 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
] as const;

/** A point of the way of a lead, and the time until then. */
export interface Milestone {
  readonly name: 'assigned' | 'contacted' | 'assignedSinceReceipt' | 'messagedSinceReceipt';
  /**
   * `workspace`: from when the lead came about, on the clock of its workspace. `wall`: from when intake accepted it, by
   * the clocks of the machines; what Leadline itself takes.
   */
  readonly clock: 'workspace' | 'wall';
  /** Leads that got there, of those that should. */
  readonly reached: Rate;
  /** Time of those that got there, ms. */
  readonly time: Spread;
  /** Leads that got there in so many ms, of those that should. */
  readonly within: readonly (Rate & { readonly ms: number })[];
}

/** Speed to lead of the leads that came to a workspace on that clock. */
export interface Speed {
  readonly clock: Clock;
  readonly leads: number;
  readonly milestones: readonly Milestone[];
}

type Way = Pick<Milestone, 'name' | 'clock'> & {
  readonly owed: (lead: LeadFacts) => boolean;
  readonly start: (lead: LeadFacts) => number;
  readonly end: (lead: LeadFacts) => number | null;
};

/** A lead for which a rep was looked for, in vain or not. */
export const isRouted = ({ assignedAt, waits }: LeadFacts): boolean =>
  assignedAt !== null || waits.length > 0;
export const isAssigned = ({ assignedAt }: LeadFacts): boolean => assignedAt !== null;

const occurred = ({ occurredAt }: LeadFacts): number => occurredAt;
const received = ({ receivedAt }: LeadFacts): number => receivedAt;

const WAYS: readonly Way[] = [
  { name: 'assigned', clock: 'workspace', owed: isRouted, start: occurred, end: (lead) => lead.assignedAt },
  { name: 'contacted', clock: 'workspace', owed: isAssigned, start: occurred, end: (lead) => lead.contactedAt },
  { name: 'assignedSinceReceipt', clock: 'wall', owed: isRouted, start: received, end: (lead) => lead.assignedWallAt },
  { name: 'messagedSinceReceipt', clock: 'wall', owed: isAssigned, start: received, end: (lead) => lead.messagedAt },
]; // prettier-ignore

/** Speed to lead, apart for each clock: a duration on an event clock is one of the imported past, not of today. */
export function speedOf(leads: readonly LeadFacts[]): readonly Speed[] {
  const clocks: readonly Clock[] = ['live', 'event'];
  return clocks.flatMap((clock) => {
    const own = leads.filter((lead) => lead.clock === clock);
    return own.length === 0
      ? []
      : [{ clock, leads: own.length, milestones: WAYS.map((way) => milestoneOf(way, own)) }];
  });
}

function milestoneOf({ name, clock, owed, start, end }: Way, leads: readonly LeadFacts[]): Milestone {
  const due = leads.filter((lead) => owed(lead));
  const times = due.flatMap((lead) => {
    const at = end(lead);
    // The clocks of source, broker and provider may differ by a little.
    return at === null ? [] : [Math.max(0, at - start(lead))];
  });
  return {
    name,
    clock,
    reached: rateOf(times.length, due.length),
    time: spreadOf(times),
    within: WITHIN.map((ms) => ({ ms, ...rateOf(times.filter((time) => time <= ms).length, due.length) })),
  };
}
