import { type Canonical, textKey, type VocabularyData } from '@leadline/domain';
import { iso31662 } from 'iso-3166';

type Index = ReadonlyMap<string, string>;

/** Subdivisions by country: every level, since people name provinces as well as regions. */
const BY_COUNTRY = Map.groupBy(iso31662, ({ code }) => code.slice(0, 2));

/** Reads a state, province or region of a country: by ISO 3166-2 code, its part after the hyphen, or its name. */
export function regionReader(own: VocabularyData): (country: string, text: string) => Canonical | null {
  // Most installations see few countries, so each is indexed when it is first asked for.
  const indexes = new Map<string, Index>();
  return (country, text) => {
    const key = textKey(text.slice(0, 100));
    let index = indexes.get(country);
    if (index === undefined) indexes.set(country, (index = indexOf(country, own)));
    const value = index.get(key) ?? index.get(withoutKind(key));
    if (value === undefined) return null;
    const exact = text.trim() === value;
    const [match, confidence] = exact ? (['exact', 1] as const) : (['alias', own.confidence.name] as const);
    return { value, from: text, rule: `region.${exact ? 'exact' : 'name'}`, match, confidence, code: null };
  };
}

function indexOf(country: string, own: VocabularyData): Index {
  const index = new Map<string, string>();
  const add = (text: string, code: string): void => {
    const key = textKey(text);
    if (key !== '' && !index.has(key)) index.set(key, code);
  };
  const rows = (BY_COUNTRY.get(country) ?? []).toSorted((a, b) => a.parent.length - b.parent.length);
  for (const { code } of rows) for (const text of [code, code.slice(3)]) add(text, code);
  for (const { value, names } of own.entries) {
    if (value?.startsWith(`${country}-`)) for (const name of names) add(name, value);
  }
  for (const { code, name } of rows) for (const variant of variantsOf(name)) add(variant, code);
  return index;
}

/** `Cataluña / Catalunya`, `Valle d'Aosta, Vallée d'Aoste`, `Navarra, Comunidad Foral de`. */
function variantsOf(name: string): readonly string[] {
  const parts = name.split(/\s*[/,[(]\s*/).map((part) => part.replace(/[\])*]/g, ''));
  return [name, ...parts, ...parts.map((part) => withoutKind(textKey(part)))];
}

/** Without the word for what it is. */
function withoutKind(key: string): string {
  return key.replace(
    /^(state|province|canton|kanton|region|land|freistaat|provincia|comunidad) (of |de |di |do )?| (state|province|region|county|prefecture)$/g,
    '',
  );
}
