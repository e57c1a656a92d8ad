import type { Engagement } from '../src/engagement/index.ts';
import { remember, NO_ENGAGEMENT, type EngagementRow } from '../src/engagement/index.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** When the lead of these tests came about, and when intake accepted it: on two clocks. */
export const LEAD = { occurredAt: 1_000 * DAY, receivedAt: 5_000 * DAY };

let made = 0;

/** A page an hour before the lead, known long since; `said` goes over it. */
export function page(said: Partial<Engagement> = {}): Engagement {
  made += 1;
  return {
    eventId: `e${String(made).padStart(6, '0')}`,
    kind: 'page',
    occurredAt: LEAD.occurredAt - HOUR,
    recordedAt: LEAD.receivedAt - DAY,
    seconds: null,
    clicked: null,
    fields: null,
    ...said,
  };
}

/** A page so many days before the lead. */
export const daysBefore = (days: number, said: Partial<Engagement> = {}): Engagement =>
  page({ occurredAt: LEAD.occurredAt - days * DAY, ...said });

/** The row of an identity that has done this. */
export const rowOf = (events: readonly Engagement[], most?: number): EngagementRow =>
  events.reduce((row, event) => remember(row, event, most), NO_ENGAGEMENT);
