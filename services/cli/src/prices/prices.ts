import {
  type Capsule,
  computePrices,
  DAY,
  parsePrices,
  pastOf,
  type Policy,
  type Priced,
  type Prices,
} from '@leadline/domain';
import type { DecisionRow } from '../audit/replay.ts';
import { table } from '../output/table.ts';

/** Whose prices. */
export interface Scope {
  readonly tenant: string;
  readonly workspace: string;
}

interface Decided {
  readonly capsules: readonly Capsule[];
  readonly content: (hash: string) => string | undefined;
}

/** What a workspace has decided, in order, and what that names. */
function decidedIn(rows: readonly DecisionRow[], { tenant, workspace }: Scope): Decided {
  const contents = new Map<string, string>();
  const capsules: Capsule[] = [];
  for (const { record, value } of rows) {
    if (value.tenant !== tenant || value.workspace !== workspace) continue;
    if (record === 'ContentStored') contents.set(value.hash, value.body);
    else capsules.push(JSON.parse(value.capsule) as Capsule);
  }
  return { capsules, content: (hash) => contents.get(hash) };
}

/**
 * Prices by the decisions of so many days up to the last one, on the clock of the workspace. Null: nothing was decided, or a
 * content is missing. `version`: by default the last decision's day.
 */
export function pricesFrom(
  rows: readonly DecisionRow[],
  scope: Scope,
  days: number,
  version?: string,
): Priced | null {
  const { capsules, content } = decidedIn(rows, scope);
  const until = capsules.at(-1)?.at ?? 0;
  const past = pastOf(
    capsules.filter(({ at }) => at > until - days * DAY),
    content,
  );
  if (past === null) return null;
  return computePrices(past, version ?? `prices-${new Date(until).toISOString().slice(0, 10)}`);
}

/** The prices by which the last decision was made. Null: none. */
export function pricesInForce(rows: readonly DecisionRow[], scope: Scope): Prices | null {
  const { capsules, content } = decidedIn(rows, scope);
  const parsed = parsePrices(content(capsules.at(-1)?.prices ?? '') ?? '');
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
