import { computePrices, parsePrices, pastOf, type Policy, type Priced, type Prices } from '@leadline/domain';
import type { DecisionRows, Scope } from '../audit/own-decisions.ts';
import { table } from '../output/table.ts';
import { lastDecision, recentDecisions } from './recent.ts';

/**
 * Prices by the decisions of so many days up to the last one, on the clock of the workspace. Null: nothing was decided, or a
 * content is missing. `version`: by default the last decision's day.
 */
export async function pricesFrom(
  rows: DecisionRows,
  scope: Scope,
  days: number,
  version?: string,
): Promise<Priced | null> {
  const { capsules, content, share } = await recentDecisions(rows, scope, days);
  const past = pastOf(capsules, content, share);
  if (past === null) return null;
  return computePrices(past, version ?? `prices-${new Date(past.until).toISOString().slice(0, 10)}`);
}

/** The prices by which the last decision was made. Null: none. */
export async function pricesInForce(rows: DecisionRows, scope: Scope): Promise<Prices | null> {
  const { capsules, content } = await lastDecision(rows, scope);
  const parsed = parsePrices(content(capsules[0]?.prices ?? '') ?? '');
  return parsed.ok ? parsed.prices : null;
}

/** Prices as a table, the dearest first. */
export function pricesLines({ version, objective, perHour }: Prices): readonly string[] {
  const rows = Object.entries(perHour).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [
    `${version}, for ${objective}`,
    ...table(
      ['rep', 'an hour costs'],
      rows.map(([repId, price]) => [repId, inWords(price, objective)]),
    ),
  ];
}

const inWords = (price: number, objective: Policy['objective']): string =>
  objective === 'value' ? (price / 100).toFixed(2) : `${(price / 10_000).toFixed(2)} % of a win`;
