import * as fc from 'fast-check';
import { DAY, LEAD, rowOf } from '../../test/engagement.ts';
import { type Engagement, ENGAGEMENT_KINDS } from './engagement.ts';
import { engagementAt, type FoundEngagement } from './figures.ts';

/** How long from the lead, in ms: from a hundred days before to a hundred after, and often at an edge. */
const offset = fc.oneof(
  fc.integer({ min: -100 * DAY, max: 100 * DAY }),
  fc.constantFrom(-90, -30, -7, 0).map((days) => days * DAY),
  fc.integer({ min: -1, max: 1 }),
);
const event = fc.record({
  eventId: fc.integer({ min: 0, max: 1e9 }).map(String),
  kind: fc.constantFrom(...ENGAGEMENT_KINDS),
  occurredAt: offset.map((ms) => LEAD.occurredAt + ms),
  recordedAt: offset.map((ms) => LEAD.receivedAt + ms),
  seconds: fc.option(fc.nat(600)),
  clicked: fc.option(fc.boolean()),
  fields: fc.option(fc.nat(20)),
});
const history = fc.uniqueArray(event, { selector: ({ eventId }) => eventId, maxLength: 30 });
/** Under two identities, as a person on a phone and at a desk. */
const spread = (events: readonly Engagement[]): readonly FoundEngagement[] => [
  { foundBy: 'mailbox', row: rowOf(events.filter((_, index) => index % 3 !== 0)) },
  { foundBy: 'visitor', row: rowOf(events.filter((_, index) => index % 3 !== 1)) },
];
const figuresOf = (events: readonly Engagement[]) =>
  engagementAt(LEAD, [{ foundBy: 'mailbox', row: rowOf(events) }]);
const isLater = ({ occurredAt, recordedAt }: Engagement): boolean =>
  occurredAt > LEAD.occurredAt || recordedAt > LEAD.receivedAt;

test('whatever happens or is recorded after the lead, its figures stay the same', () => {
  fc.assert(
    fc.property(history, (events) => {
      const known = events.filter((one) => !isLater(one));
      expect(figuresOf(events)).toEqual(figuresOf(known));
    }),
  );
});

test('order and repeats change nothing', () => {
  const shuffled = history.chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivered: fc
        .shuffledSubarray([...events, ...events], { minLength: events.length * 2 })
        .map((all) => [...all, ...all.slice(0, 3)]),
    }),
  );
  fc.assert(
    fc.property(shuffled, fc.integer({ min: 1, max: 8 }), ({ events, delivered }, most) => {
      expect(rowOf(delivered, most)).toEqual(rowOf(events, most));
    }),
  );
});

test('figures agree with each other, wherever the events lie', () => {
  fc.assert(
    fc.property(history, (events) => {
      const figures = engagementAt(LEAD, spread(events));
      const counting = events.filter((one) => !isLater(one) && one.occurredAt > LEAD.occurredAt - 90 * DAY);
      if (figures === null) return expect(counting).toEqual([]);
      const [week, month, quarter] = figures.windows.map(({ pages, emails, forms, events: met }) => ({
        pages,
        all: pages + emails + forms + met,
      }));
      expect(quarter!.all).toBe(counting.length);
      expect(week!.all).toBeLessThanOrEqual(month!.all);
      expect(month!.all).toBeLessThanOrEqual(quarter!.all);
      expect(figures.visits).toBeLessThanOrEqual(quarter!.pages);
      expect(figures.visits === 0).toBe(quarter!.pages === 0);
      expect(figures.daysSinceLast).toBeLessThan(90);
      return undefined;
    }),
  );
});
