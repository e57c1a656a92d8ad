import type { ScorableLead } from '@leadline/domain';
import { chance } from '../../test/lessons.ts';
import type { Example } from './example.ts';
import { labelLag } from './label-lag.ts';
import { trainModel } from './train.ts';

const LEAD: ScorableLead = {
  source: 'web', country: null, industry: null, employees: null, seniority: null, department: null, product: null,
  dealType: null, amount: null, emailKind: 'business', phoneKind: 'none', quality: { completeness: 1, validity: 1 },
}; // prettier-ignore
const DAYS = 100;

/** Deals of a hundred days, as they are known at the end: wins take up to forty days, losses up to ten; 30 % are won. */
function knownDeals(seed: number, count: number): readonly Example[] {
  const next = chance(seed);
  return Array.from({ length: count }, (_, index) => {
    const [occurredAt, won] = [(index * DAYS) / count, next() < 0.3];
    const closedAt = occurredAt + next() * (won ? 40 : 10);
    return { tenant: 't', workspace: 'w', repId: `r${String(index % 3)}`, lead: LEAD, won, amount: won ? 1 : 0, occurredAt, closedAt };
  }).filter(({ closedAt }) => closedAt <= DAYS); // prettier-ignore
}

const deals = knownDeals(3, 6000);
const lag = labelLag(deals);
const at = (age: number): number => lag[deals.findIndex(({ occurredAt }) => DAYS - occurredAt <= age)]!;

test('young deals are known for losses: by as much as wins take longer, their log-odds are off', () => {
  expect(at(90)).toBeCloseTo(0, 10);
  expect(Math.abs(at(30) - Math.log(30 / 40))).toBeLessThan(0.1);
  expect(Math.abs(at(8) - Math.log(8 / 40 / (8 / 10)))).toBeLessThan(0.35);
  expect(at(2)).toBeNaN();
});

test('a model of what is known by now says what will be won in the end', () => {
  const { card } = trainModel(deals);
  expect(deals.filter(({ won }) => won).length / deals.length).toBeLessThan(0.27);
  // The latest fifth needs no correction, though hardly anything of it is won by now.
  expect(Math.abs(card.metrics.calibration.intercept)).toBeLessThan(0.15);
  expect(card.metrics.trainedOn).toBeLessThan(deals.length);
});

test('where ends have no date, or are few, nothing is off', () => {
  const dateless = deals.map(({ closedAt: _closedAt, ...deal }) => deal);
  expect(labelLag(dateless).every((off) => off === 0)).toBe(true);
  expect(labelLag(deals.slice(0, 60)).every((off) => off === 0)).toBe(true);
  expect(labelLag([])).toHaveLength(0);
});

test('wins that are quicker than losses count as such', () => {
  const quick = deals.map((deal) => ({ ...deal, won: !deal.won }));
  const off = labelLag(quick);
  expect(off[deals.findIndex(({ occurredAt }) => DAYS - occurredAt <= 30)]!).toBeGreaterThan(0.1);
});
