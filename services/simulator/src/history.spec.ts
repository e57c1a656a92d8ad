import { historyOf, recordsOf } from './history.ts';
import type { Handled } from './routing/desk.ts';
import { createLead } from './world/leads.ts';
import { WORLDS } from './world/spec.ts';
import { createWorld, EPOCH } from './world/world.ts';

const DAY = 86_400_000;
const CLOSED = 1_500;
const counts = (values: readonly string[]): number[] =>
  [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length);

test('a past has as many deals as asked for, all closed before its cut', () => {
  const { examples, cutAt } = historyOf(createWorld(WORLDS.null, 'past'), CLOSED);
  expect(examples).toHaveLength(CLOSED);
  expect(Math.max(...examples.map(({ closedAt }) => closedAt!))).toBe(cutAt);
  expect(Math.max(...counts(examples.map(({ repId }) => repId)))).toBeLessThan((1.4 * CLOSED) / 10);
});

const deal = (leadId: string, closesAt: number, won: boolean): Handled => ({
  lead: createLead(leadId, EPOCH),
  rep: 0,
  at: EPOCH,
  strain: { waitMinutes: 5, newToday: 0, backlog: 0 },
  chance: 0.5,
  won,
  closesAt,
});

test('a deal that is open at the cut is neither lost nor won', () => {
  const world = createWorld(WORLDS.null, 'open');
  const handled = [deal('a', EPOCH + DAY, false), deal('b', EPOCH + 3 * DAY, true)];
  expect(recordsOf(world, handled, EPOCH + 2 * DAY).examples.map(({ won }) => won)).toEqual([false]);
});

test('young deals are watched, closed or open, and those that nobody had got by the cut are not there', () => {
  const { examples, watched, cutAt } = historyOf(createWorld(WORLDS.null, 'past'), CLOSED);
  const open = watched.filter(({ won }) => won === null);
  expect(open.length).toBeGreaterThan(100);
  expect(watched.every((one) => one.won === null || examples.includes(one))).toBe(true);
  expect(watched.every(({ occurredAt }) => cutAt - occurredAt < 35 * DAY)).toBe(true);
  expect(Math.max(...watched.map(({ decidedAt }) => decidedAt!))).toBeLessThanOrEqual(cutAt);
  const young = Math.min(...watched.map(({ occurredAt }) => occurredAt));
  const closedSince = examples.filter(({ occurredAt }) => occurredAt >= young);
  expect(closedSince.filter((one) => !watched.includes(one))).toEqual([]);
});

const rateOf = (name: 'close-credit' | 'closer-credited'): number => {
  const { examples } = historyOf(createWorld(WORLDS[name], 'credit'), CLOSED);
  const own = examples.filter(({ repId }) => repId === 'rep-01');
  return own.filter(({ won }) => won).length / own.length;
};

test('credit goes to the rep of the decision; records that name the closer make one rep win nearly all', () => {
  expect(rateOf('close-credit')).toBeLessThan(0.25);
  expect(rateOf('closer-credited')).toBeGreaterThan(0.3);
});

test('favourites win more of what they got, and are no better', () => {
  const { examples } = historyOf(createWorld(WORLDS.confounded, 'favour'), CLOSED);
  const rate = (favoured: boolean): number => {
    const own = examples.filter(({ repId }) => ['rep-01', 'rep-02'].includes(repId) === favoured);
    return own.filter(({ won }) => won).length / own.length;
  };
  expect(rate(true)).toBeGreaterThan(1.3 * rate(false));
});
