import { canonicalJson } from '../shared/canonical-json.ts';
import { isObject } from '../shared/is-object.ts';
import type { Policy } from './policy.ts';

/** What an hour of each rep is worth to the leads that come: the duals of scarce capacity, see prices/compute.ts. */
export interface Prices {
  readonly version: string;
  /** What they are counted in; under another objective they do not hold. */
  readonly objective: Policy['objective'];
  /** Cents, or millionths of a win, by rep id. A rep who is not named costs nothing. */
  readonly perHour: Readonly<Record<string, number>>;
}

/** 90 million an hour. */
const MOST = 9_000_000_000;

const isPrice = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST;

export type ParsedPrices =
  { readonly ok: true; readonly prices: Prices } | { readonly ok: false; readonly error: string };

const wrong = (error: string): ParsedPrices => ({ ok: false, error });

/** Reads prices from JSON. `version`, if given, is the name of the release and wins over the body's. */
export function parsePrices(body: string, version?: string): ParsedPrices {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return wrong('the prices are not JSON');
  }
  if (!isObject(given)) return wrong('the prices must be a JSON object');
  const { version: own, objective, perHour } = given;
  const name = version ?? own;
  if (typeof name !== 'string' || name === '') return wrong('version: must be a text that is not empty');
  if (objective !== 'value' && objective !== 'probability')
    return wrong('objective: must be one of value, probability');
  if (!isObject(perHour)) return wrong('perHour: must be an object');
  const bad = Object.entries(perHour).find(([, price]) => !isPrice(price));
  if (bad !== undefined) return wrong(`perHour.${bad[0]}: must be a whole number from 0 to ${MOST}`);
  return { ok: true, prices: { version: name, objective, perHour: perHour as Prices['perHour'] } };
}

/** The prices as canonical JSON: the body that capsules name by hash. */
export function pricesBody(prices: Prices): string {
  return canonicalJson(prices);
}
