import type { ValueTable } from '@leadline/domain';
import type { Example } from './example.ts';

/** Products with fewer won deals count as unknown. */
const FEWEST = 5;

/** What won deals brought, overall and by product. */
export function learnValues(examples: readonly Example[]): ValueTable {
  const won = examples.filter((example) => example.won);
  const products = Map.groupBy(won, (deal) => deal.lead.product);
  const means = [...products].flatMap(([product, deals]) =>
    product === null || deals.length < FEWEST ? [] : [[product, cents(meanAmount(deals))] as const],
  );
  return {
    overall: cents(meanAmount(won)),
    products: Object.fromEntries(means.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    amountRatio: amountRatio(won),
  };
}

function meanAmount(deals: readonly Example[]): number {
  return deals.length === 0 ? 0 : deals.reduce((sum, deal) => sum + deal.amount, 0) / deals.length;
}

function amountRatio(won: readonly Example[]): number {
  const named = won.filter((deal) => deal.lead.amount !== null && deal.lead.amount > 0);
  const asked = named.reduce((sum, deal) => sum + (deal.lead.amount ?? 0), 0);
  return asked === 0 ? 1 : Math.round((1000 * meanAmount(named) * named.length) / asked) / 1000;
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
