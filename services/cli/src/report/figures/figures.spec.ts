import { assigned, lead } from '../../../test/facts.ts';
import type { Wait } from '../facts/lead-facts.ts';
import { conversionsOf } from './conversion.ts';
import { quarantineOf } from './quarantine.ts';
import { repsOf } from './reps.ts';
import { speedOf } from './speed.ts';
import { waitingOf } from './waiting.ts';

const MINUTE = 60_000;
const rate = (count: number, of: number) => expect.objectContaining({ count, of });
const wait = (said: Partial<Wait> = {}): Wait => ({ reason: 'NO_CANDIDATE', from: 0, to: null, end: null, overdue: false, ...said }); // prettier-ignore

const milestone = (leads: Parameters<typeof speedOf>[0], name: string) =>
  speedOf(leads)[0]?.milestones.find((one) => one.name === name);
const inside = (source: string | null, ...reasons: string[]) =>
  lead({ state: 'quarantined', source, reasons });

describe('speed to lead', () => {
  test('given leads that are not there yet, they count as not there, and quantiles are of the others', () => {
    const leads = [
      assigned({ assignedAt: 5 * MINUTE }),
      assigned({ assignedAt: 10 * MINUTE }),
      lead({ waits: [wait()] }),
    ];
    const found = milestone([...leads, lead(), lead({ state: 'quarantined' })], 'assigned');
    expect(found).toMatchObject({
      reached: rate(2, 3),
      time: { count: 2, p50: 7.5 * MINUTE },
      clock: 'workspace',
    });
    expect(found?.within.find(({ ms }) => ms === 5 * MINUTE)).toMatchObject({ count: 1, of: 3 });
  });

  test('given a lead with a rep, touch counts from when it came about, the message from its receipt', () => {
    const leads = [
      assigned({ occurredAt: 100, contactedAt: 350, receivedAt: 5_000, messagedAt: 5_070 }),
      assigned(),
    ];
    expect(milestone(leads, 'contacted')).toMatchObject({ reached: rate(1, 2), time: { p50: 250 } });
    expect(milestone(leads, 'messagedSinceReceipt')).toMatchObject({
      reached: rate(1, 2),
      time: { p50: 70 },
      clock: 'wall',
    });
  });

  test('given an end before its beginning, the time is 0', () => {
    expect(
      milestone([assigned({ receivedAt: 9, assignedWallAt: 5 })], 'assignedSinceReceipt')?.time.p50,
    ).toBe(0);
  });

  test('given live and event clocks, each has figures of its own', () => {
    const leads = [assigned(), assigned({ clock: 'event', assignedAt: MINUTE }), lead({ clock: 'event' })];
    expect(speedOf(leads)).toMatchObject([
      { clock: 'live', leads: 1, milestones: [{ time: { p50: 0 } }, {}, {}, {}] },
      { clock: 'event', leads: 2, milestones: [{ time: { p50: MINUTE } }, {}, {}, {}] },
    ]);
  });
});

test('given waits that ended with a rep, otherwise, and not at all, only the first have a length', () => {
  const leads = [
    assigned({ waits: [wait({ to: 5 * MINUTE, end: 'assigned' }), wait({ reason: 'OWNER_OUT_OF_HOURS', to: 8 * MINUTE, end: 'assigned', overdue: true })] }),
    lead({ waits: [wait({ to: MINUTE, end: 'closed' })] }),
    lead({ waits: [wait()] }),
    assigned(),
    lead(),
  ]; // prettier-ignore
  expect(waitingOf(leads)).toMatchObject({
    waited: rate(3, 4), waits: 4, served: rate(2, 4), stillWaiting: 1, overdue: rate(1, 4), time: { count: 2, p50: 6.5 * MINUTE },
    reasons: [
      { reason: 'NO_CANDIDATE', waits: rate(3, 4), time: { count: 1, p50: 5 * MINUTE } },
      { reason: 'OWNER_OUT_OF_HOURS', waits: rate(1, 4), time: { count: 1, p50: 8 * MINUTE } },
    ],
  }); // prettier-ignore
  expect(waitingOf(leads).within.find(({ ms }) => ms === 5 * MINUTE)).toMatchObject({ count: 1, of: 4 });
});

test('given leads in quarantine, each of their reasons counts, and each source by its own leads', () => {
  const leads = [
    inside('chat', 'SPAM', 'JUNK_NAME'),
    inside(null, 'SPAM'),
    lead({ state: 'duplicate' }),
    assigned({ source: 'phone' }),
  ];
  expect(quarantineOf(leads)).toEqual({
    quarantined: rate(2, 4),
    reasons: [
      { reason: 'SPAM', leads: rate(2, 4) },
      { reason: 'JUNK_NAME', leads: rate(1, 4) },
    ],
    sources: [
      { source: 'chat', quarantined: rate(1, 2) },
      { source: 'phone', quarantined: rate(0, 1) },
      { source: null, quarantined: rate(1, 1) },
    ],
  });
});

test('given reps of two workspaces, shares are of the workspace, and what is not known is not in the sums', () => {
  const leads = [
    assigned({ value: 100, chance: 0.5 }),
    assigned({ value: 300, chance: 0.1 }),
    assigned({ repId: 'ben', value: 40 }),
    assigned({ repId: 'cleo', workspace: 'v' }),
    lead(),
  ];
  expect(repsOf(leads, new Map([['t/ben', 'Ben B.']]))).toMatchObject([
    { workspace: 'w', repId: 'anna', name: null, share: rate(2, 3), value: { sum: 400 }, expected: { count: 2, sum: 80, mean: 40 } },
    { workspace: 'w', repId: 'ben', name: 'Ben B.', share: rate(1, 3), value: { sum: 40 }, expected: { count: 0, sum: 0, mean: null } },
    { workspace: 'v', repId: 'cleo', share: rate(1, 1), value: { count: 0 } },
  ]); // prettier-ignore
});

test('given leads with and without an end, conversion is of those with a rep, by source, path and both', () => {
  const leads = [
    assigned({ outcome: 'won', contactedAt: 1 }),
    assigned({ outcome: 'lost', path: 'owner' }),
    assigned({ outcome: 'withdrawn', source: 'phone' }),
    assigned({ contactedAt: 1 }),
    lead({ outcome: 'withdrawn' }),
  ];
  const { all, bySource, byPath, bySourceAndPath } = conversionsOf(leads);
  expect(all).toEqual({ assigned: 4, lost: 1, otherEnds: 1, open: 1, contacted: rate(2, 4), won: rate(1, 4), winRate: rate(1, 2) }); // prettier-ignore
  expect(bySource.map(({ source, assigned: count }) => [source, count])).toEqual([['chat', 3], ['phone', 1]]); // prettier-ignore
  expect(byPath.map(({ path, won }) => [path, won.count])).toEqual([['value', 1], ['owner', 0]]); // prettier-ignore
  expect(bySourceAndPath.map(({ source, path }) => `${source} ${path}`)).toEqual([
    'chat value',
    'chat owner',
    'phone value',
  ]);
});
