import { STATES } from './states.ts';
import { mainZone } from './zones.ts';

/** ISO 3166-2 code -> IANA zone of most of its people. */
const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries(STATES).flatMap(([country, rows]) =>
    rows.map((row) => {
      const [code = '', timeZone = ''] = row.split('|');
      return [`${country}-${code}`, timeZone] as const;
    }),
  ),
);

/** Best single time zone of a lead from its country and, where that helps, its region (ISO 3166-2). */
export function countryZone(country: string, region: string | null): string | null {
  return (region === null ? undefined : ZONES.get(region)) ?? mainZone(country);
}
