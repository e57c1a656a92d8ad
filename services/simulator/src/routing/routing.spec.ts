import { defaultPolicy, type Scoring } from '@leadline/domain';
import { createLeads, type WorldLead } from '../world/leads.ts';
import { WORLDS } from '../world/spec.ts';
import { createWorld, EPOCH } from '../world/world.ts';
import { linearBound } from './bound.ts';
import { type Desk, type Handled, openDesk } from './desk.ts';
import { engineRouter, FIRM_POLICY, LITTLE_WORK } from './engine.ts';
import { leastWork, rankedRouter } from './ranked.ts';
import { rollOut, type Router } from './roll-out.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const world = createWorld(WORLDS['strong-10'], 'routing');
const leads = createLeads('routing', { from: EPOCH, days: 14 }, world.spec);
const repIds = world.reps.map(({ repId }) => repId);
const scoring = (logits: readonly number[]): Scoring => ({
  score: 50,
  scoreReasons: [],
  segment: 'other',
  expectedValue: 1_000,
  workMinutes: 30,
  leadLogit: -1_000_000,
  repIds,
  repLogits: logits,
  modelVersion: 'spec',
});
const byLoad = (desk: Desk): Router => rankedRouter(desk, () => 0);
const owners = (handled: readonly Handled[]): ReadonlyMap<string, number> =>
  new Map(handled.map(({ lead, rep }) => [lead.leadId, rep]));
const mean = (handled: readonly Handled[]): number =>
  handled.reduce((sum, { chance }) => sum + chance, 0) / handled.length;

test('every lead gets one rep, at work and within capacity and daily cap', () => {
  const handled = rollOut(world, leads, byLoad);
  expect(owners(handled).size).toBe(leads.length);
  expect(handled).toHaveLength(leads.length);
  for (const [index, { rep, at }] of handled.entries()) {
    const { workStart, workEnd, capacity, dailyCap } = world.reps[rep]!;
    const hour = new Date(at).getUTCHours();
    expect(hour * 60 >= workStart && hour * 60 < workEnd).toBe(true);
    const before = handled.slice(0, index).filter((deal) => deal.rep === rep);
    const today = before.filter((deal) => Math.floor(deal.at / DAY) === Math.floor(at / DAY));
    expect(today.length).toBeLessThan(dailyCap);
    expect(before.filter((deal) => deal.closesAt > at).length).toBeLessThan(capacity);
  }
});

const alike = createWorld(WORLDS.null, 'routing');
const twin = (littleWork?: number): readonly Handled[] =>
  rollOut(alike, leads, (desk) => rankedRouter(desk, leastWork(desk), littleWork));

test.each([
  ['what waits is given away at once', defaultPolicy.waiting, undefined],
  ['it waits for who has little to do', FIRM_POLICY.waiting, LITTLE_WORK],
])(
  'where reps are alike and have the same logit, the engine loses little to rotation that sees the true queues: %s',
  (_how, waiting, littleWork) => {
    const even = scoring(repIds.map(() => -1_000_000));
    const policy = { ...FIRM_POLICY, waiting };
    const engine = rollOut(alike, leads, (desk) =>
      engineRouter(desk, { policy, isPriced: false, scoringOf: () => even }),
    );
    expect(engine).toHaveLength(leads.length);
    // Going by open leads alone, as engine 1 did, loses two per cent.
    expect(mean(engine)).toBeGreaterThan(0.985 * mean(twin(littleWork)));
  },
);

const isFresh = ({ lead, at }: Handled): boolean => at === lead.occurredAt;

test('what has waited for long waits for who has little to do, and what has just come is answered sooner', () => {
  const waitOf = (handled: readonly Handled[]): number =>
    handled.filter(isFresh).reduce((sum, { strain }) => sum + strain.waitMinutes, 0);
  const [atOnce, held] = [twin(), twin(LITTLE_WORK)];
  expect(owners(held).size).toBe(leads.length);
  expect(held.filter(isFresh)).toHaveLength(atOnce.filter(isFresh).length);
  expect(waitOf(held)).toBeLessThan(0.8 * waitOf(atOnce));
  expect(mean(held)).toBeGreaterThan(mean(atOnce));
});

test('the engine sends leads to whom the logits favour', () => {
  const favoured = scoring(repIds.map((_, rep) => (rep === 3 ? 0 : -1_000_000)));
  const handled = rollOut(world, leads, (desk) =>
    engineRouter(desk, { policy: FIRM_POLICY, isPriced: true, scoringOf: () => favoured }),
  );
  // Half as many again as an equal share, although open leads and released prices weigh.
  expect(handled.filter(({ rep }) => rep === 3).length).toBeGreaterThan((1.5 * leads.length) / 10);
});

test('two leads at once wait for each other, and the load of a day is counted', () => {
  const desk = openDesk(world);
  const at = EPOCH + 11 * HOUR;
  const lead = (leadId: string): WorldLead => ({ ...leads[0]!, leadId, occurredAt: at, minutes: 60 });
  expect(desk.assign(lead('a'), 0, at).strain).toMatchObject({ waitMinutes: 5, newToday: 0 });
  expect(desk.assign(lead('b'), 0, at).strain).toMatchObject({ waitMinutes: 10, newToday: 1, backlog: 60 });
  expect([desk.backlog(0, at), desk.backlog(0, at + HOUR), desk.share(0)]).toEqual([120, 60, 2 / 60]);
  expect(desk.strain(lead('c'), 1, at)).toEqual({ waitMinutes: 5, newToday: 0, backlog: 0 });
});

test('work of the evening is touched the next morning', () => {
  const desk = openDesk(world);
  const at = EPOCH + 17.5 * HOUR;
  const lead: WorldLead = { ...leads[0]!, occurredAt: at, minutes: 360 };
  desk.assign(lead, 0, at);
  // Six hours of work put off the next answer by one hour, and the rep works until 18h: half of it is tomorrow's.
  expect(desk.strain(lead, 0, at).waitMinutes).toBe(16 * 60);
});

test('the linear bound is above what any rank reaches, and falls with the minutes there are', () => {
  const until = EPOCH + 14 * DAY;
  const bound = linearBound(world, leads, until);
  for (const rank of [() => 0, (_: WorldLead, rep: number) => rep])
    expect(mean(rollOut(world, leads, (desk) => rankedRouter(desk, rank)))).toBeLessThan(bound.perLead);
  const slow = leads.map((lead) => ({ ...lead, minutes: 4 * lead.minutes }));
  expect(linearBound(world, slow, until).perLead).toBeLessThan(bound.perLead);
  expect(bound.prices.every((price) => price >= 0)).toBe(true);
});

test('where load costs nothing and reps are alike, the linear bound is what every way of routing reaches', () => {
  const even = createWorld({ ...WORLDS.null, delay: 0, overload: 0 }, 'even');
  const bound = linearBound(even, leads, EPOCH + 14 * DAY);
  expect(bound.perLead).toBeCloseTo(mean(rollOut(even, leads, byLoad)), 9);
});
