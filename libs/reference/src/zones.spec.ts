import { getAllCountries } from 'countries-and-timezones';
import { countryZone, mainZone, shippedVocabularies, zoneName, zoneOffsets } from './index.ts';
import { STATES } from './states.ts';

const HOUR = 3_600_000;

function offsetAt(zone: string, at: number): number | undefined {
  const data = zoneOffsets(zone);
  return data?.offsets[data.untils.findIndex((until) => at < until)];
}

test.each([
  ['Europe/Berlin', '2026-01-15T12:00:00Z', 60],
  ['Europe/Berlin', '2026-07-15T12:00:00Z', 120],
  ['America/New_York', '2026-01-15T12:00:00Z', -300],
  ['Asia/Kolkata', '2026-01-15T12:00:00Z', 330],
  ['UTC', '2026-01-15T12:00:00Z', 0],
])('%s at %s is %i minutes east', (zone, at, minutes) => {
  expect(offsetAt(zone, Date.parse(at))).toBe(minutes);
});

test('the switch to summer time takes effect at its very millisecond', () => {
  const change = Date.parse('2026-03-29T01:00:00Z');
  expect(offsetAt('Europe/Berlin', change - 1)).toBe(60);
  expect(offsetAt('Europe/Berlin', change)).toBe(120);
  expect(offsetAt('Europe/Berlin', change + HOUR)).toBe(120);
});

test('the last period has no end, and offsets hold no minus zero', () => {
  const utc = zoneOffsets('UTC');
  expect(utc?.untils.at(-1)).toBe(Infinity);
  expect(utc?.offsets.some((offset) => Object.is(offset, -0))).toBe(false);
});

test.each(['', 'Mars/Olympus', 'constructor', '__proto__', 'toString'])('"%s" is no zone', (name) => {
  expect(zoneOffsets(name)).toBeNull();
  expect(zoneName(name)).toBeNull();
});

test('a zone name is found in any case', () => {
  expect(zoneName(' america/new york ')).toBe('America/New_York');
  expect(zoneOffsets('europe/berlin')).toBe(zoneOffsets('Europe/Berlin'));
});

test.each([
  ['US', 'America/New_York'],
  ['CA', 'America/Toronto'],
  ['AU', 'Australia/Sydney'],
  ['BR', 'America/Sao_Paulo'],
  ['RU', 'Europe/Moscow'],
  ['MX', 'America/Mexico_City'],
  ['ID', 'Asia/Jakarta'],
  ['DE', 'Europe/Berlin'],
  ['NO', 'Europe/Oslo'],
  ['IN', 'Asia/Kolkata'],
  ['VN', 'Asia/Ho_Chi_Minh'],
  ['MY', 'Asia/Kuala_Lumpur'],
  ['ES', 'Europe/Madrid'],
  ['PT', 'Europe/Lisbon'],
  ['UA', 'Europe/Kyiv'],
  ['NZ', 'Pacific/Auckland'],
  ['GB', 'Europe/London'],
  ['JP', 'Asia/Tokyo'],
  ['CN', 'Asia/Shanghai'],
  ['KR', 'Asia/Seoul'],
])('most people of %s live in %s', (country, zone) => {
  expect(mainZone(country)).toBe(zone);
});

test('every country has a zone with offsets', () => {
  const without = Object.keys(getAllCountries()).filter((country) => {
    const zone = mainZone(country);
    return zone === null || zoneOffsets(zone) === null;
  });
  expect(without).toEqual(['HM']); // uninhabited, no zone of its own
});

const regionOf = (country: string, text: string) =>
  shippedVocabularies().region(country, text)?.value ?? null;

test.each([
  ['US', 'California', 'US-CA', 'America/Los_Angeles'],
  ['US', 'ca', 'US-CA', 'America/Los_Angeles'],
  ['US', 'us-tx', 'US-TX', 'America/Chicago'],
  ['CA', 'Québec', 'CA-QC', 'America/Toronto'],
  ['AU', 'western australia', 'AU-WA', 'Australia/Perth'],
  ['DE', 'Bavaria', 'DE-BY', 'Europe/Berlin'],
  ['DE', 'Freistaat Bayern', 'DE-BY', 'Europe/Berlin'],
  ['ES', 'Islas Canarias', 'ES-CN', 'Atlantic/Canary'],
  ['ES', 'Catalunya', 'ES-CT', 'Europe/Madrid'],
  ['MX', 'Baja California', 'MX-BCN', 'America/Tijuana'],
])('in %s, "%s" is %s in %s', (country, text, code, zone) => {
  expect(regionOf(country, text)).toBe(code);
  expect(countryZone(country, code)).toBe(zone);
});

test('every region with a zone of its own is one of ISO 3166-2 and has a known zone', () => {
  for (const [country, rows] of Object.entries(STATES)) {
    for (const row of rows) {
      const [code = '', zone = ''] = row.split('|');
      expect(regionOf(country, code)).toBe(`${country}-${code}`);
      expect([code, zoneOffsets(zone)]).not.toEqual([code, null]);
    }
  }
});

test('an unknown region falls back to the country', () => {
  expect(countryZone('US', 'US-XX')).toBe('America/New_York');
  expect(countryZone('DE', 'DE-BY')).toBe('Europe/Berlin');
  expect(countryZone('ZZ', null)).toBeNull();
});
