/** What people do before they are a lead: see a page, open an e-mail, fill a form, attend an event. */
export const ENGAGEMENT_KINDS = ['page', 'email', 'form', 'event'] as const;
export type EngagementKind = (typeof ENGAGEMENT_KINDS)[number];

/** Something that somebody did. Same fields as an EngagementRecorded. */
export interface Engagement {
  /** The same event has the same id, however often it is delivered. */
  readonly eventId: string;
  readonly kind: EngagementKind;
  /** When it happened, epoch ms, on the clock of the leads that it is compared with. */
  readonly occurredAt: number;
  /** When it was accepted, epoch ms, wall clock. */
  readonly recordedAt: number;
  /** Time on the page or at the event; null: not told. */
  readonly seconds: number | null;
  /** Whether something in the e-mail was clicked; null of all else. */
  readonly clicked: boolean | null;
  /** Fields filled in the form; null: not told. */
  readonly fields: number | null;
}

export const isEngagementKind = (text: string): text is EngagementKind =>
  (ENGAGEMENT_KINDS as readonly string[]).includes(text);

/** In the order of time. */
function inTime(engagements: Iterable<Engagement>): readonly Engagement[] {
  return [...engagements].toSorted(
    (a, b) => a.occurredAt - b.occurredAt || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0),
  );
}

/** Each event once, whatever the order: of two with one id that differ, the one that was accepted first. */
export function eachOnce(engagements: Iterable<Engagement>): readonly Engagement[] {
  const byId = new Map<string, Engagement>();
  for (const engagement of engagements) {
    const known = byId.get(engagement.eventId);
    if (known === undefined || isEarlier(engagement, known)) byId.set(engagement.eventId, engagement);
  }
  return inTime(byId.values());
}

const isEarlier = (one: Engagement, other: Engagement): boolean =>
  one.recordedAt < other.recordedAt ||
  (one.recordedAt === other.recordedAt && one.occurredAt < other.occurredAt);
