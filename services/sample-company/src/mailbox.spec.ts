import { isAsleep, mailableLeads } from './mailbox.ts';
import { idsOf } from './truth-check.ts';
import { createWorld } from './world/world.ts';

const NOON = Date.UTC(2026, 5, 16, 12);
const HOUR = 3_600_000;

test.each<[string, number, string | null, boolean]>([
  ['at noon', 12, 'UTC', false],
  ['at 07:00', 7, 'UTC', true],
  ['at 08:00', 8, 'UTC', false],
  ['at 21:00', 21, 'UTC', true],
  ['at noon in London, where it is 21:00 in Tokyo', 12, 'Asia/Tokyo', true],
  ['at 03:00 in a zone that nobody knows', 3, null, false],
])('%s', (_, hour, zone, expected) => {
  expect(isAsleep(NOON + (hour - 12) * HOUR, zone)).toBe(expected);
});

test('given leads that were assigned by day or by night, then those of the day that have an address and no denial count', () => {
  const world = createWorld('spec', { leads: 300 });
  const ids = idsOf(world);
  const rows = [...world.manifest.values()].map(({ key }, index) => {
    const value = { leadId: ids.get(key) ?? '', assignedAt: NOON + (index % 2) * 11 * HOUR };
    return { value, index };
  });
  const scored = new Map(rows.map(({ value }) => [value.leadId, { timeZone: 'UTC' }]));
  const evidence = { assigned: rows, scored } as unknown as Parameters<typeof mailableLeads>[1];
  const denied = new Set(
    world.submissions.filter(({ body }) => body.consent === 'denied').map(({ key }) => key),
  );
  const byDay = [...world.manifest.values()].filter((_, index) => index % 2 === 0);
  const expected = byDay.filter(({ key, mailable }) => mailable && !denied.has(key)).length;
  expect(expected).toBeGreaterThan(50);
  expect(mailableLeads(world, evidence)).toBe(expected);
});
