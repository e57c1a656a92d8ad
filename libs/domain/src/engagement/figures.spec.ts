import { DAY, daysBefore, HOUR, LEAD, page, rowOf } from '../../test/engagement.ts';
import type { Engagement } from './engagement.ts';
import { engagementAt } from './figures.ts';

const figuresOf = (...events: readonly Engagement[]) =>
  engagementAt(LEAD, [{ foundBy: 'mailbox', row: rowOf(events) }]);

const counts = (...events: readonly Engagement[]) =>
  figuresOf(...events)?.windows.map((one) => `${one.pages} ${one.emails} ${one.forms} ${one.events}`);

test('given nothing under any identity, nothing is known', () => {
  expect(engagementAt(LEAD, [])).toBeNull();
  expect(figuresOf()).toBeNull();
});

test('recency: whole days from what was done last to the lead, and what it was', () => {
  const last = daysBefore(2.9, { kind: 'form' });
  expect(figuresOf(daysBefore(30), last, daysBefore(3.1))).toMatchObject({
    daysSinceLast: 2,
    lastKind: 'form',
  });
  expect(figuresOf(page())).toMatchObject({ daysSinceLast: 0, lastKind: 'page' });
});

test('frequency: each kind within 7, 30 and 90 days, the edge of a window left out', () => {
  const opened = daysBefore(20, { kind: 'email', clicked: false });
  const fair = daysBefore(80, { kind: 'event' });
  expect(counts(daysBefore(1), daysBefore(7), opened, fair)).toEqual(['1 0 0 0', '2 1 0 0', '2 1 0 1']);
});

test('what was longer ago than 90 days counts nowhere', () => {
  expect(figuresOf(daysBefore(90))).toBeNull();
  expect(counts(daysBefore(90), daysBefore(89.9))).toEqual(['0 0 0 0', '0 0 0 0', '1 0 0 0']);
});

describe('nothing from the future', () => {
  test('given an event after the lead came about, however early it was recorded, it does not count', () => {
    expect(figuresOf(page({ occurredAt: LEAD.occurredAt + 1, recordedAt: 0 }))).toBeNull();
    expect(figuresOf(page({ occurredAt: LEAD.occurredAt }))).not.toBeNull();
  });

  test('given an event that was recorded after the lead was accepted, however old it is, it does not count', () => {
    expect(figuresOf(daysBefore(5, { recordedAt: LEAD.receivedAt + 1 }))).toBeNull();
    expect(figuresOf(daysBefore(5, { recordedAt: LEAD.receivedAt }))).not.toBeNull();
  });
});

test('given one event twice, under one identity or two, it counts once', () => {
  const event = page();
  const again = { ...event, recordedAt: event.recordedAt + HOUR };
  expect(counts(event, again, event)).toEqual(['1 0 0 0', '1 0 0 0', '1 0 0 0']);
  const found = ['mailbox', 'visitor'].map((foundBy) => ({ foundBy, row: rowOf([event]) }));
  expect(engagementAt(LEAD, found)).toMatchObject({
    windows: [{ pages: 1 }, { pages: 1 }, { pages: 1 }],
    foundBy: ['mailbox', 'visitor'],
  });
});

test('an identity under which only later events lie has found nothing', () => {
  const later = page({ occurredAt: LEAD.occurredAt + DAY });
  const found = [
    { foundBy: 'mailbox', row: rowOf([page()]) },
    { foundBy: 'phone', row: rowOf([later]) },
  ];
  expect(engagementAt(LEAD, found)?.foundBy).toEqual(['mailbox']);
});

/** So many minutes into the day before the lead. */
const at = (minutes: number, said: Partial<Engagement> = {}): Engagement =>
  page({ occurredAt: LEAD.occurredAt - DAY + minutes * 60_000, ...said });
const email = (clicked: boolean) => at(0, { kind: 'email', clicked });
const form = (fields: number) => at(0, { kind: 'form', fields });

describe('depth', () => {
  test('pages per visit: half an hour without a page ends a visit, one minute less does not', () => {
    expect(figuresOf(at(0), at(30), at(60))).toMatchObject({ visits: 1, pagesPerVisit: 3 });
    expect(figuresOf(at(0), at(31), at(40))).toMatchObject({ visits: 2, pagesPerVisit: 1.5 });
    expect(figuresOf(at(0), at(1), at(100), at(200))).toMatchObject({ visits: 3, pagesPerVisit: 1.33 });
  });

  test('what is no page belongs to no visit', () => {
    const filledForm = at(500, { kind: 'form', fields: 4 });
    expect(figuresOf(at(0), filledForm)).toMatchObject({ visits: 1, pagesPerVisit: 1 });
    expect(figuresOf(filledForm)).toMatchObject({ visits: 0, pagesPerVisit: 0, secondsPerVisit: null });
  });

  test('seconds per visit, where pages have a time', () => {
    expect(figuresOf(at(0, { seconds: 40 }), at(5), at(90, { seconds: 11 }))?.secondsPerVisit).toBe(26);
    expect(figuresOf(at(0))?.secondsPerVisit).toBeNull();
    // An event may last for hours: that is no time on pages.
    expect(figuresOf(at(0, { kind: 'event', seconds: 7_200 }))?.secondsPerVisit).toBeNull();
  });

  test('clicks, not openings; of forms the one that was filled furthest', () => {
    expect(figuresOf(email(true), email(false), email(true), form(3), form(7), form(2))).toMatchObject({
      clicks: 2,
      formFields: 7,
    });
  });
});

/** Figures of pages on these days before the lead, where two are kept. */
function ofTwo(...days: readonly number[]) {
  const row = rowOf(
    days.map((day) => daysBefore(day)),
    2,
  );
  return engagementAt(LEAD, [{ foundBy: 'visitor', row }]);
}

test('given more than is kept of an identity, the figures say that they are only a least, unless all of it is too old', () => {
  expect(ofTwo(3, 1, 2)).toMatchObject({ complete: false, windows: [{ pages: 2 }, {}, {}] });
  expect(ofTwo(95, 1, 2)).toMatchObject({ complete: true });
});
