import { textKey, withinOneEdit } from '@leadline/domain';
import { countries as COUNTRY_LIST } from 'countries-list';
import iso from 'i18n-iso-countries';

/** Names that the maintained lists do not have. */
const ALIASES: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  uae: 'AE',
  emirates: 'AE',
  korea: 'KR',
  'republic of korea': 'KR',
  holland: 'NL',
  'united states america': 'US',
  'u s': 'US',
  'u s a': 'US',
};

const CODES = codeIndex();
const ENGLISH = englishIndex();
const FOREIGN = foreignIndex();

/**
 * ISO 3166-1 alpha-2 code of the country that a text names: by alpha-2, alpha-3 or numeric code, by name or alias in any
 * of the languages of CLDR, or by an English name with one typing error. Null when it names none, or more than one.
 */
export function countryOf(text: string): string | null {
  const key = textKey(text);
  if (key === '') return null;
  return CODES.get(key) ?? ENGLISH.get(key) ?? FOREIGN.get(key) ?? misspelt(key);
}

function misspelt(key: string): string | null {
  if (key.length < 5) return null;
  const found = new Set<string>();
  for (const [name, code] of ENGLISH) if (name.length >= 5 && withinOneEdit(key, name)) found.add(code);
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function codeIndex(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const [alpha2, alpha3] of Object.entries(iso.getAlpha2Codes())) {
    index.set(alpha2.toLowerCase(), alpha2);
    index.set(alpha3.toLowerCase(), alpha2);
    const numeric = iso.alpha2ToNumeric(alpha2);
    if (numeric !== undefined) index.set(numeric, alpha2);
  }
  return index;
}

function englishIndex(): ReadonlyMap<string, string> {
  const index = new Map(Object.entries(ALIASES));
  addNames(index, iso.getNames('en', { select: 'all' }));
  for (const [code, country] of Object.entries(COUNTRY_LIST)) {
    for (const name of [country.name, country.native, ...(country.alias ?? [])]) add(index, name, code);
  }
  return index;
}

function foreignIndex(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const language of iso.getSupportedLanguages().toSorted())
    addNames(index, iso.getNames(language, { select: 'all' }));
  return index;
}

function addNames(index: Map<string, string>, names: Readonly<Record<string, readonly string[]>>): void {
  for (const [code, variants] of Object.entries(names)) for (const name of variants) add(index, name, code);
}

/** The first meaning of a name stands; short Latin names would shadow codes and are left out. */
function add(index: Map<string, string>, name: string, code: string): void {
  const key = textKey(name);
  if (!/^[a-z]{0,2}$/.test(key) && !index.has(key) && iso.isValid(code)) index.set(key, code);
}
