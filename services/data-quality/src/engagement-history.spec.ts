import type { EngagementRecorded } from '@leadline/contracts';
import { Shelf } from '@leadline/service-kit';
import { EngagementHistory, type KeptEngagement } from './engagement-history.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;

const recorded = (said: Partial<EngagementRecorded> & { readonly keys?: readonly string[] } = {}) => {
  const { keys = ['k'], ...rest } = said;
  return {
    eventId: `e${String((recorded.made += 1))}`,
    tenant: 'default',
    identities: keys.map((key) => ({ kind: 'mailbox', key })),
    kind: 'page',
    what: '/',
    occurredAt: NOW,
    recordedAt: NOW,
    seconds: null,
    opened: null,
    clicked: null,
    fields: null,
    ...rest,
  };
};
recorded.made = 0;

function given() {
  // So little in memory that most rows lie in the file.
  const rows = new Shelf(4).rows<KeptEngagement>();
  const history = new EngagementHistory(rows);
  const take = (...records: readonly EngagementRecorded[]) => {
    for (const record of records) history.take('', record);
  };
  const under = (key: string) => history.of([{ kind: 'mailbox', key }]);
  return { history, rows, take, under };
}

test('an event is found under each of its identities, and under no other', () => {
  const { take, under } = given();
  take(recorded({ keys: ['a', 'b'], eventId: 'x' }));
  for (const key of ['a', 'b'])
    expect(under(key)).toMatchObject([{ foundBy: 'mailbox', row: { events: [{ eventId: 'x' }] } }]);
  expect(under('c')).toEqual([]);
});

test('an event that comes twice is kept once', () => {
  const { take, under } = given();
  const event = recorded();
  take(event, { ...event, recordedAt: NOW + 5 }, event);
  expect(under('k')[0]?.row.events).toHaveLength(1);
});

test('a kind of a later release and a tombstone are passed over', () => {
  const { history, take, under } = given();
  take(recorded({ kind: 'phone-call' }));
  history.take('k', null);
  expect(under('k')).toEqual([]);
});

test('what its topic no longer keeps goes, with its row, although nobody touches it again', () => {
  const { rows, take } = given();
  const old = Array.from({ length: 700 }, (_, index) => recorded({ keys: [`old-${index}`] }));
  take(...old);
  expect([...rows.values()]).toHaveLength(700);
  const later = Array.from({ length: 1_100 }, () =>
    recorded({ keys: ['busy'], occurredAt: NOW + 121 * DAY, recordedAt: NOW + 121 * DAY }),
  );
  take(...later);
  expect([...rows.values()].map(({ key }) => key)).toEqual(['busy']);
});
