import type { ScorableLead } from './lead.ts';

/** Mean amounts of won deals, workspace currency. */
export interface ValueTable {
  readonly overall: number;
  /** Shrunk towards `overall` by how few deals there were. */
  readonly products: Readonly<Record<string, number>>;
  /** Amount won per amount named at intake. */
  readonly amountRatio: number;
}

const MAX_MINUTES = 600;

/** Predicted deal size if won: from the amount that the lead names, else by product. Whole hundredths. */
export function expectedValue(lead: Pick<ScorableLead, 'amount' | 'product'>, table: ValueTable): number {
  const byProduct = lead.product === null ? undefined : table.products[lead.product];
  const value =
    lead.amount !== null && lead.amount > 0 ? lead.amount * table.amountRatio : (byProduct ?? table.overall);
  return Math.round(value * 100) / 100;
}

/** Rep work that a lead of this size is expected to take: half an hour, more with value and with a large company. */
export function workMinutes(value: number, employees: number | null): number {
  const size = employees !== null && employees >= 1000 ? 1.5 : 1;
  return Math.min(MAX_MINUTES, Math.round(size * (30 + Math.min(value, 50_000) / 100)));
}
