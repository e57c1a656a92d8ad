import { computePrices, parsePrices, pastOf, type Policy, type Priced, type Prices } from '@leadline/domain';
import type { DecisionRows, Scope } from '../audit/own-decisions.ts';
import { table } from '../output/table.ts';
import { lastDecision, recentDecisions } from './recent.ts';

/** Prices, and the policy that they would stand beside. */
export interface PricedFor extends Priced {
  readonly policy: Policy;
}

/**
 * Prices by the decisions of so many days up to the last one, on the clock of the workspace. Null: nothing was decided, or a
 * content is missing. `version`: by default the last decision's day.
 */
export async function pricesFrom(
  rows: DecisionRows,
  scope: Scope,
  days: number,
  version?: string,
): Promise<PricedFor | null> {
  const { capsules, content, share } = await recentDecisions(rows, scope, days);
  const past = pastOf(capsules, content, share);
  if (past === null) return null;
  const priced = computePrices(past, version ?? `prices-${new Date(past.until).toISOString().slice(0, 10)}`);
  return { ...priced, policy: past.policy };
}

/** What open leads may weigh beside released prices, which say themselves whose time is wanted (docs/simulator.md). */
const MOST_BESIDE = 0.3;

/** Says so where a policy counts a rep's load as if there were no prices; nothing elsewhere. */
export function weightAdvice({ price, strategy }: Policy): readonly string[] {
  const { perBacklogHour = 0, perFullDay = 0, perFullCapacity = 0 } = price ?? {};
  if (strategy !== 'value' || (perFullDay === 0 && perFullCapacity <= MOST_BESIDE)) return [];
  return [
    `The policy counts load as if no prices were released (price: perBacklogHour ${perBacklogHour}, perFullDay ${perFullDay}, perFullCapacity ${perFullCapacity}): beside these prices a wanted rep's time counts twice.`,
    'Release the prices, then a policy with less, such as 0, 0 and 0.15, and never that alone: docs/decision.md, Prices per rep.',
  ];
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
