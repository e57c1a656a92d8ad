import { DAY } from '../shared/instant.ts';
import { type Depth, depthOf } from './depth.ts';
import { eachOnce, type Engagement, type EngagementKind } from './engagement.ts';
import type { EngagementRow } from './memory.ts';

/** Days that frequency is counted over. */
const WINDOWS = [7, 30, 90] as const;
/** What happened longer ago counts nowhere: then memory may forget it, and the figures stay the same. */
const HORIZON = 90 * DAY;

/** How often each kind happened in so many days up to the lead. */
export interface EngagementWindow {
  readonly days: number;
  readonly pages: number;
  readonly emails: number;
  readonly forms: number;
  readonly events: number;
}

/** Recency, frequency and depth at the time of a lead. Same fields as a LeadEngagement. */
export interface EngagementFigures extends Depth {
  readonly lastKind: EngagementKind;
  /** Whole days of 24 hours. */
  readonly daysSinceLast: number;
  readonly windows: readonly EngagementWindow[];
  /** Kinds of the identities under which something was found. */
  readonly foundBy: readonly string[];
  /** False: more happened than is kept of one identity, so that all figures are at least so high. */
  readonly complete: boolean;
}

/** When a lead is: on two clocks, as it and all that it is compared with have two times. */
export interface LeadTime {
  /** When it came about, epoch ms. */
  readonly occurredAt: number;
  /** When it was accepted, epoch ms, wall clock. */
  readonly receivedAt: number;
}

/** What is kept under one identity of a lead. */
export interface FoundEngagement {
  readonly foundBy: string;
  readonly row: EngagementRow;
}

/**
 * What a lead's person had done by the time of the lead, and was known to have done: nothing that happened after the lead
 * came about, nothing that was recorded after it was accepted. So the figures stay the same whenever they are asked for.
 * Null: nothing in 90 days.
 */
export function engagementAt(lead: LeadTime, found: readonly FoundEngagement[]): EngagementFigures | null {
  const from = lead.occurredAt - HORIZON;
  const isKnown = ({ occurredAt, recordedAt }: Engagement): boolean =>
    occurredAt > from && occurredAt <= lead.occurredAt && recordedAt <= lead.receivedAt;
  const known = found
    .map(({ foundBy, row }) => ({ foundBy, events: row.events.filter(isKnown) }))
    .filter(({ events }) => events.length > 0);
  const events = eachOnce(known.flatMap((one) => one.events));
  const last = events.at(-1);
  if (last === undefined) return null;
  return {
    lastKind: last.kind,
    daysSinceLast: Math.floor((lead.occurredAt - last.occurredAt) / DAY),
    windows: WINDOWS.map((days) => windowOf(events, days, lead.occurredAt)),
    ...depthOf(events),
    foundBy: [...new Set(known.map(({ foundBy }) => foundBy))],
    complete: found.every(({ row }) => row.droppedUpTo === null || row.droppedUpTo <= from),
  };
}

function windowOf(events: readonly Engagement[], days: number, at: number): EngagementWindow {
  const within = events.filter(({ occurredAt }) => occurredAt > at - days * DAY);
  const count = (kind: EngagementKind): number => within.filter((event) => event.kind === kind).length;
  return {
    days,
    pages: count('page'),
    emails: count('email'),
    forms: count('form'),
    events: count('event'),
  };
}
