import { getTimezone, getTimezonesForCountry } from 'countries-and-timezones';
import moment from 'moment-timezone';

/** Offsets of a time zone in minutes east of UTC: `offsets[i]` holds until `untils[i]` (epoch ms); the last until is Infinity. */
export interface ZoneOffsets {
  readonly untils: readonly number[];
  readonly offsets: readonly number[];
}

const KNOWN = new Map(moment.tz.names().map((name) => [name.toLowerCase(), name]));
const offsetsByZone = new Map<string, ZoneOffsets>();
const zoneByCountry = new Map<string, string | null>();

/** The IANA name in its usual spelling (`europe/berlin` → `Europe/Berlin`), or null if there is no such zone. */
export function zoneName(text: string): string | null {
  return KNOWN.get(text.trim().replaceAll(' ', '_').toLowerCase()) ?? null;
}

/**
 * Offsets of an IANA zone from the pinned time zone data of moment-timezone: the same on every machine, whatever
 * ICU data its Node has. Null for an unknown zone. The result is shared: do not change it.
 */
export function zoneOffsets(zone: string): ZoneOffsets | null {
  const name = zoneName(zone);
  if (name === null) return null;
  const cached = offsetsByZone.get(name);
  if (cached !== undefined) return cached;
  const data = moment.tz.zone(name);
  if (data === null) return null;
  // moment counts minutes west; `0 -` rather than a minus sign, so that no -0 arises.
  const offsets = { untils: [...data.untils], offsets: data.offsets.map((west) => 0 - west) };
  offsetsByZone.set(name, offsets);
  return offsets;
}

/** The zone in which most people of a country (ISO 3166-1 alpha-2) live, or null for an unknown country. */
export function mainZone(country: string): string | null {
  const cached = zoneByCountry.get(country);
  if (cached !== undefined) return cached;
  const zone = findMainZone(country);
  zoneByCountry.set(country, zone);
  return zone;
}

function findMainZone(country: string): string | null {
  const zones = (getTimezonesForCountry(country, { deprecated: true }) ?? [])
    // A zone lists its home country first: Asia/Tokyo also names AU, and must not become Australia's zone.
    .filter((zone) => getTimezone(zone.name)?.countries[0] === country && zoneName(zone.name) !== null)
    .map((zone) => ({
      name: zone.name as string,
      alias: zone.aliasOf ? 1 : 0,
      population: moment.tz.zone(zone.name)?.population ?? 0,
    }))
    .toSorted((a, b) => b.population - a.population || a.alias - b.alias || (a.name < b.name ? -1 : 1));
  return zones[0]?.name ?? null;
}
