import { browsingOf } from './engagements.ts';
import { createWorld } from './world.ts';

const world = createWorld('spec', { leads: 1_000, history: 10 });
const { engagements, visitors, before } = browsingOf(world);
const DAY = 86_400_000;
const leadOf = (eventId: string) => world.submissions.find(({ key }) => eventId.startsWith(`${key}/`))!.body;

test('the same world, the same browsing; about a fifth of the leads', () => {
  expect(browsingOf(world)).toEqual({ engagements, visitors, before });
  expect(visitors.size / world.manifest.size).toBeGreaterThan(0.15);
  expect(visitors.size / world.manifest.size).toBeLessThan(0.25);
});

test('each lead has something before it, not longer ago than 90 days, and one thing after it', () => {
  const earlier = new Map<string, number>();
  for (const { eventId, occurredAt } of engagements) {
    const key = eventId.slice(0, eventId.lastIndexOf('/'));
    const ago = leadOf(eventId).occurredAt - occurredAt;
    expect(eventId.endsWith('/later')).toBe(ago < 0);
    expect(ago).toBeLessThan(90 * DAY);
    if (ago >= 0) earlier.set(key, (earlier.get(key) ?? 0) + 1);
  }
  expect(earlier).toEqual(before);
  expect(engagements).toHaveLength([...before.values()].reduce((sum, count) => sum + count + 1, 0));
});

test('events have ids of their own, and e-mails go to addresses that work', () => {
  expect(new Set(engagements.map(({ eventId }) => eventId)).size).toBe(engagements.length);
  const mails = engagements.filter(({ kind }) => kind === 'email');
  expect(mails.length).toBeGreaterThan(20);
  for (const { eventId, email } of mails) {
    expect(email).toBe(leadOf(eventId).email);
    expect(world.manifest.get(eventId.slice(0, eventId.lastIndexOf('/')))?.mailable).toBe(true);
  }
});
