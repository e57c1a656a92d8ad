import { DAY, daysBefore, LEAD, rowOf } from '../../test/engagement.ts';
import { forget, remember } from './memory.ts';

const days = (row: ReturnType<typeof rowOf> | null) =>
  row?.events.map(({ occurredAt }) => (LEAD.occurredAt - occurredAt) / DAY);

test('keeps events in the order of time, each once', () => {
  const [late, early] = [daysBefore(1), daysBefore(3)];
  expect(days(rowOf([late, early, late]))).toEqual([3, 1]);
});

test('given two with one id, the one that was recorded first stands', () => {
  const event = daysBefore(3);
  const other = { ...event, occurredAt: event.occurredAt + DAY, recordedAt: event.recordedAt + 1 };
  expect(days(rowOf([event, other]))).toEqual([3]);
  expect(days(rowOf([other, event]))).toEqual([3]);
});

test('given too many, the oldest go, and it is remembered up to when', () => {
  const events = [5, 1, 4, 2, 3].map((day) => daysBefore(day));
  const row = rowOf(events, 2);
  expect(days(row)).toEqual([2, 1]);
  expect(row.droppedUpTo).toBe(LEAD.occurredAt - 3 * DAY);
  // One that had to go and comes again changes nothing.
  expect(remember(row, events[0]!, 2)).toEqual(row);
});

test('forgets what was recorded before an instant, and the row with the last of it', () => {
  const row = rowOf([daysBefore(9, { recordedAt: 10 }), daysBefore(1, { recordedAt: 20 })]);
  expect(forget(row, 10)).toBe(row);
  expect(days(forget(row, 11))).toEqual([1]);
  expect(forget(row, 21)).toBeNull();
});
