import { DAY } from '@leadline/domain';
import * as fc from 'fast-check';
import type { DealEnd, KnownDeal } from './known-deal.ts';
import { maturityDays } from './maturity.ts';
import { trainingSet } from './training-set.ts';

const LEAD: KnownDeal['lead'] = {
  source: 'web',
  country: 'DE',
  industry: null,
  employees: null,
  seniority: null,
  department: null,
  product: 'meter',
  dealType: 'new',
  amount: null,
  emailKind: 'business',
  phoneKind: 'none',
  quality: { completeness: 1, validity: 1 },
};
const ASOF = 400 * DAY;

/** A deal of `age` days that ended `after` days; null: open. */
function deal(age: number, after: number | null, more: Partial<KnownDeal & DealEnd> = {}): KnownDeal {
  const { outcome = 'won', amount = 100, ...rest } = more;
  const occurredAt = ASOF - age * DAY;
  const end = after === null ? null : { outcome, amount, at: occurredAt + after * DAY };
  const ids = { tenant: 't', workspace: 'w', leadId: 'l', repId: 'anna', handedOver: false };
  return { ...ids, lead: LEAD, occurredAt, decidedAt: occurredAt, end, ...rest };
}
const closed = (count: number, after: number) => Array.from({ length: count }, () => deal(300, after));

describe('maturity', () => {
  test.each([
    ['all ended: the quantile', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((days) => ({ days, ended: true })), 9],
    [
      'deals that were never watched long enough do not shorten it',
      [...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((days) => ({ days, ended: true })), ...[0.5, 0.5].map((days) => ({ days, ended: false }))],
      9,
    ], // prettier-ignore
    [
      'of those that end at all',
      [...[1, 2].map((days) => ({ days, ended: true })), { days: 99, ended: false }],
      2,
    ],
    ['no end, no maturity', [{ days: 99, ended: false }], null],
  ])('%s', (_, watched, days) => {
    expect(maturityDays(watched)).toBe(days);
  });

  test('that most recent deals are open still lengthens it: what has ended early is not all', () => {
    const ended = [10, 20, 30].map((days) => ({ days, ended: true }));
    const open = Array.from({ length: 20 }, () => ({ days: 25, ended: false }));
    expect(maturityDays([...ended, ...open])).toBe(30);
  });
});

describe('traps', () => {
  test('an open deal is no loss, however old', () => {
    const { examples, leftOut } = trainingSet([...closed(9, 10), deal(300, null)], ASOF);
    expect(leftOut).toEqual({ YOUNG: 0, OPEN: 1, WITHDRAWN: 0 });
    expect(examples).toHaveLength(9);
  });

  test('a young deal that has ended is left out with those of its age that have not: the quick ones are not like the others', () => {
    const young = [deal(5, 2), deal(5, null)];
    expect(trainingSet([...closed(9, 10), ...young], ASOF)).toMatchObject({
      leftOut: { YOUNG: 2 },
      maturity: { '*': 10 },
    });
  });

  test('what ended after the date is not known at it', () => {
    const late = deal(300, 350);
    const { examples, leftOut } = trainingSet([...closed(9, 10), late], ASOF);
    expect(leftOut.OPEN).toBe(1);
    expect(examples).toHaveLength(9);
    expect(trainingSet([...closed(9, 10), deal(-1, null)], ASOF).leftOut.OPEN).toBe(0);
  });

  test('credit goes to the rep of the decision, and hand-overs are counted', () => {
    const set = trainingSet([...closed(9, 10), deal(300, 10, { repId: 'ben', handedOver: true })], ASOF);
    expect(set.handedOver).toBe(1);
    expect(set.examples.filter(({ repId }) => repId === 'ben')).toHaveLength(1);
  });

  test('what was withdrawn is neither won nor lost, and a loss brings nothing', () => {
    const deals = [
      ...closed(9, 10),
      deal(300, 5, { outcome: 'withdrawn' }),
      deal(300, 5, { outcome: 'lost', amount: 9 }),
    ];
    const { examples, leftOut } = trainingSet(deals, ASOF);
    expect(leftOut.WITHDRAWN).toBe(1);
    expect(examples.filter(({ won }) => !won)).toEqual([expect.objectContaining({ amount: 0 })]);
  });

  test('kinds of deals with ends enough have a maturity of their own', () => {
    const slow = { lead: { ...LEAD, dealType: 'renewal' } };
    const deals = [...closed(60, 10), ...Array.from({ length: 60 }, () => deal(300, 90, slow))];
    expect(trainingSet(deals, ASOF).maturity).toEqual({ new: 10, renewal: 90 });
  });
});

const watchedOf = (...deals: readonly KnownDeal[]) => trainingSet([...closed(9, 10), ...deals], ASOF).watched;

describe('what is watched', () => {
  const decision = { path: 'value', propensity: null, open: 0, newToday: 0 };

  test('young deals that Leadline gave away, ended or not, as they stand', () => {
    const won = deal(5, 2, { decision });
    const open = deal(6, null, { decision });
    expect(watchedOf(won, open)).toMatchObject([
      { won: null },
      { won: true, amount: 100, closedAt: won.end!.at },
    ]);
    expect(watchedOf(deal(5, 8, { decision }))).toMatchObject([{ won: null }]);
  });

  test('of another system’s deals the open ones may not be told, what is withdrawn was never lost, and who is old may be forgotten', () => {
    const withdrawn = deal(5, 2, { decision, outcome: 'withdrawn' });
    expect(watchedOf(deal(5, 2), deal(5, null), withdrawn, deal(300, null, { decision }))).toEqual([]);
  });
});

test('a set of a date does not depend on what happens after it, nor on the order of the deals', () => {
  const deals = fc.array(
    fc.record({
      age: fc.integer({ min: -50, max: 300 }),
      after: fc.option(fc.integer({ min: 0, max: 200 })),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(deals, (drawn) => {
      const all = drawn.map(({ age, after }) => deal(age, after));
      const past = all
        .filter(({ decidedAt }) => decidedAt <= ASOF)
        .map((one) => (one.end !== null && one.end.at > ASOF ? { ...one, end: null } : one));
      const { examples, watched: _, ...counts } = trainingSet(all, ASOF);
      const { examples: before, watched: _before, ...same } = trainingSet(past.toReversed(), ASOF);
      expect(counts).toEqual(same);
      expect(examples.map(({ occurredAt }) => occurredAt)).toEqual(
        before.map(({ occurredAt }) => occurredAt),
      );
    }),
  );
});
