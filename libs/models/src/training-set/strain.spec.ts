import { MINUTE } from '@leadline/domain';
import type { KnownDeal } from './known-deal.ts';
import { areTouchesTold, decidedOf } from './strain.ts';

const decision = { path: 'round-robin', propensity: 1, open: 3, newToday: 2 };
const LEAD: KnownDeal['lead'] = {
  source: 'web',
  country: null,
  industry: null,
  employees: null,
  seniority: null,
  department: null,
  product: null,
  dealType: null,
  amount: null,
  emailKind: 'business',
  phoneKind: 'none',
  quality: { completeness: 1, validity: 1 },
};

/** Decided after 10 minutes, touched after `touched` and ended after 100. */
function deal(touched: number | null, more: Partial<KnownDeal> = {}): KnownDeal {
  const ids = { tenant: 't', workspace: 'w', leadId: 'l', repId: 'anna', handedOver: false, lead: LEAD };
  const end = { outcome: 'lost' as const, amount: null, at: 100 * MINUTE };
  const contactedAt = touched === null ? {} : { contactedAt: touched * MINUTE };
  return { ...ids, occurredAt: 0, decidedAt: 10 * MINUTE, end, decision, ...contactedAt, ...more };
}

test('the wait ends with the decision, or with the first touch where touches are told', () => {
  expect(decidedOf(deal(40), false).strain).toEqual({ waitMinutes: 10, newToday: 2 });
  expect(decidedOf(deal(40), true).strain).toEqual({ waitMinutes: 40, newToday: 2 });
  expect(decidedOf(deal(null), true)).toEqual({ decidedAt: 10 * MINUTE, path: 'round-robin' });
});

test('touches count where nine of ten deals that ended have one before their end', () => {
  const touched = Array.from({ length: 9 }, () => deal(40));
  expect(areTouchesTold([...touched, deal(null)])).toBe(true);
  expect(areTouchesTold([...touched, deal(null), deal(200)])).toBe(false);
  expect(areTouchesTold([...touched, deal(null), deal(null, { end: null })])).toBe(true);
  expect(areTouchesTold([])).toBe(false);
});

test('of another system’s decision nothing is known', () => {
  const { decision: _, ...past } = deal(40);
  expect(decidedOf(past, true)).toEqual({});
});
