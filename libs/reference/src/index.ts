export { domainCountry, domainKind, type Email, emailOf } from './emails.ts';
export { languageOf } from './languages.ts';
export { latin } from './latin.ts';
export { type Phone, phoneOf } from './phones.ts';
export { countryOf } from './countries.ts';
export { type PostalPlace, postalPlace } from './postal-codes.ts';
export { countryZone } from './regions.ts';
export { loadVocabularies, shippedVocabularies, type Vocabularies } from './vocabulary/vocabularies.ts';
export { mainZone, zoneName, type ZoneOffsets, zoneOffsets } from './zones.ts';
