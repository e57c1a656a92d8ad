import { textKey } from '@leadline/domain';
import { STATES } from './states.ts';
import { mainZone } from './zones.ts';

/** A state or province. */
export interface Region {
  /** ISO 3166-2, such as `US-CA`. */
  readonly code: string;
  readonly name: string;
  /** IANA zone of most of its people. */
  readonly timeZone: string;
}

const INDEX = new Map<string, ReadonlyMap<string, Region>>(
  Object.entries(STATES).map(([country, rows]) => [country, indexOf(country, rows)]),
);

/** The region that a text names, by code (`CA`, `US-CA`) or English name, in a country with several time zones; else null. */
export function regionOf(country: string, text: string): Region | null {
  return INDEX.get(country)?.get(textKey(text)) ?? null;
}

/** Best single time zone of a lead from its country and, where that helps, its region. */
export function countryZone(country: string, region: string | null): string | null {
  const known = region === null ? null : regionOf(country, region);
  return known?.timeZone ?? mainZone(country);
}

function indexOf(country: string, rows: readonly string[]): ReadonlyMap<string, Region> {
  return new Map(
    rows.flatMap((row) => {
      const [code = '', name = '', timeZone = ''] = row.split('|');
      const region = { code: `${country}-${code}`, name, timeZone };
      return [code, region.code, name].map((key) => [textKey(key), region] as const);
    }),
  );
}
