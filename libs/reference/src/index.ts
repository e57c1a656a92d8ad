export { countryOf } from './countries.ts';
export { domainCountry, domainKind, type Email, emailOf } from './emails.ts';
export { languageOf } from './languages.ts';
export { latin } from './latin.ts';
export { type Phone, phoneOf } from './phones.ts';
export { countryZone, type Region, regionOf } from './regions.ts';
export { mainZone, zoneName, type ZoneOffsets, zoneOffsets } from './zones.ts';
