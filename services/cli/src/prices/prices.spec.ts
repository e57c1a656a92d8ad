import { sha256 } from '@leadline/contracts';
import {
  createWorkspace,
  defaultPolicy,
  foldEvent,
  type LogEvent,
  pastOf,
  type Prices,
  pricesBody,
} from '@leadline/domain';
import type { DecisionRow } from '../audit/replay.ts';
import { replayAll } from '../audit/replay.ts';
import { pricesFrom, pricesInForce, pricesLines, weightAdvice } from './prices.ts';
import { recentDecisions } from './recent.ts';

const MONDAY_NOON = Date.parse('2026-11-23T12:00:00Z');
const scope = { tenant: 'default', workspace: 'emea' };
const HOUR = 3_600_000;

const rep = (repId: string): LogEvent => ({
  record: 'RepUpserted',
  value: {
    ...scope, eventId: repId, repId, active: true, territories: ['*'], skills: ['*'], languages: [], tier: 'a',
    timeZone: 'UTC', workDays: [1, 2, 3, 4, 5], workStart: 0, workEnd: 1440, capacity: 99, dailyCap: 99, away: [], occurredAt: 0,
  },
}); // prettier-ignore

const scored = (leadId: string): LogEvent => ({
  record: 'LeadScored',
  value: {
    ...scope, leadId, attempt: 1, source: 'web', occurredAt: MONDAY_NOON, receivedAt: MONDAY_NOON, flags: [], personKey: leadId, identity: [],
    accountKey: null, accountOwner: null, country: 'DE', region: null, postalArea: null, timeZone: null, language: null, industry: null,
    employees: null, seniority: null, department: null, product: null, dealType: null, amount: null, emailKind: 'company',
    phoneKind: 'none', quality: { completeness: 1, validity: 1, issues: [] }, stages: [], score: 50, scoreReasons: [],
    segment: 's', expectedValue: 1000, workMinutes: 60, leadLogit: 0, repIds: ['anna', 'ben'], repLogits: [800_000, 0], modelVersion: 'm1',
  },
}); // prettier-ignore

const released = (prices: Prices): LogEvent => ({
  record: 'PricesReleased',
  value: {
    ...scope,
    eventId: prices.version,
    version: prices.version,
    body: pricesBody(prices),
    occurredAt: 0,
  },
});

/** A lead every ten minutes, for two reps of whom each can have one an hour: far more than they can do. */
function decided(...before: readonly LogEvent[]): readonly DecisionRow[] {
  const leads = Array.from({ length: 40 }, (_, index) => scored(`l${index}`));
  const state = createWorkspace(scope.tenant, scope.workspace);
  return [rep('anna'), rep('ben'), ...before, ...leads].flatMap((event, offset) => {
    const appendedAt = MONDAY_NOON + (offset * HOUR) / 6;
    const context = { offset, appendedAt, sha256, zone: () => ({ untils: [Infinity], offsets: [0] }) };
    const { contents, decisions } = foldEvent(state, event, context);
    return [
      ...contents.map((value): DecisionRow => ({ record: 'ContentStored', value })),
      ...decisions.map((value): DecisionRow => ({ record: 'DecisionRecorded', value })),
    ];
  });
}

test('the hour of the rep who wins more is dearer, and both cost something where neither has time', async () => {
  const priced = await pricesFrom(decided(), scope, 30);
  expect(priced).toMatchObject({ leads: 40, prices: { version: 'prices-2026-11-23', objective: 'value' } });
  const { anna = 0, ben = 0 } = priced?.prices.perHour ?? {};
  expect(ben).toBeGreaterThan(10_000);
  expect(anna).toBeGreaterThan(ben);
  expect(pricesLines(priced!.prices)[2]).toMatch(/^anna +\d+\.\d\d$/);
});

test('given released prices, decisions name them, show tells them, and every decision is made again to the byte', async () => {
  const { prices } = (await pricesFrom(decided(), scope, 30))!;
  const rows = decided(released(prices));
  expect(await pricesInForce(rows, scope)).toEqual(prices);
  expect(await pricesInForce(decided(), scope)).toBeNull();
  expect(replayAll(rows)).toMatchObject({ decisions: 40, identical: 40 });
  const without = rows.filter((row) => row.record !== 'ContentStored' || row.value.kind !== 'prices');
  expect(replayAll(without).unchecked).toHaveLength(40);
});

test('given no decision of that workspace, or none that can be read, there are no prices', async () => {
  expect(await pricesFrom(decided(), { ...scope, workspace: 'apac' }, 30)).toBeNull();
  const rows = decided().filter((row) => row.record !== 'ContentStored' || row.value.kind !== 'policy');
  expect(await pricesFrom(rows, scope, 30)).toBeNull();
});

test('of more decisions than are kept, those of some leads stand for all; what is older than the days asked for is left out', async () => {
  const rows = decided();
  const all = await recentDecisions(rows, scope, 30);
  expect([all.capsules.length, all.share]).toEqual([40, 1]);
  const some = await recentDecisions(rows, scope, 30, 15);
  expect(some.share).toBeGreaterThan(1);
  expect(some.capsules.length).toBeLessThanOrEqual(30);
  expect(all.capsules).toEqual(expect.arrayContaining([...some.capsules]));
  // The last hour of a lead every ten minutes.
  const late = await recentDecisions(rows, scope, 1 / 24);
  expect(late.capsules).toEqual(all.capsules.slice(-6));
  const past = pastOf(some.capsules, some.content, some.share);
  expect(past).toMatchObject({ came: some.capsules.length * some.share });
});

const weighing = (perFullDay: number, perFullCapacity: number) =>
  weightAdvice({ ...defaultPolicy, price: { perBacklogHour: 0, perFullDay, perFullCapacity } });

test('whoever counts load as if there were no prices is told so, and what to release in which order', async () => {
  const { policy } = (await pricesFrom(decided(), scope, 30))!;
  expect(weightAdvice(policy)).toEqual([
    expect.stringContaining('perBacklogHour 0.05, perFullDay 0.5, perFullCapacity 1'),
    expect.stringContaining('Release the prices, then a policy'),
  ]);
  expect([weighing(0, 0.31), weighing(0.1, 0)].map((lines) => lines.length)).toEqual([2, 2]);
  const { price: _none, ...unpriced } = defaultPolicy;
  const turns = { ...defaultPolicy, strategy: 'round-robin' as const };
  expect([...weighing(0, 0.3), ...weightAdvice(unpriced), ...weightAdvice(turns)]).toEqual([]);
});
