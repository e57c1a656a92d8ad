import { eachOnce, type Engagement } from './engagement.ts';

/** What is kept of one identity. */
export interface EngagementRow {
  /** Each once, in the order of time. */
  readonly events: readonly Engagement[];
  /** When the latest of those happened that had to go because there were too many; null: none had to. */
  readonly droppedUpTo: number | null;
}

/** An identity that has done nothing yet. */
export const NO_ENGAGEMENT: EngagementRow = { events: [], droppedUpTo: null };

/** Events kept of one identity. Two a day for 90 days: beyond it a machine is at work, or more would not change the picture. */
const MOST_EVENTS = 200;

/** The row with one more event; the oldest go where there are more than `most`. Order and repeats change nothing. */
export function remember(row: EngagementRow, event: Engagement, most: number = MOST_EVENTS): EngagementRow {
  const all = eachOnce([...row.events, event]);
  const [dropped, events] = [all.slice(0, -most), all.slice(-most)];
  const last = dropped.at(-1);
  if (last === undefined) return { ...row, events };
  return { events, droppedUpTo: Math.max(row.droppedUpTo ?? last.occurredAt, last.occurredAt) };
}

/** The row without what was recorded before an instant (epoch ms); null: nothing is left. */
export function forget(row: EngagementRow, before: number): EngagementRow | null {
  const events = row.events.filter(({ recordedAt }) => recordedAt >= before);
  if (events.length === 0) return null;
  return events.length === row.events.length ? row : { ...row, events };
}
