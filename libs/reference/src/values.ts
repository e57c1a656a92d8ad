import type { FieldName, ReadValue } from '@leadline/domain';
import { languageOf } from './languages.ts';
import type { Vocabularies } from './vocabulary/vocabularies.ts';

/** Readings kept; the texts of a source repeat. */
const MOST_KEPT = 20_000;

/** Reads texts of profiled fields into canonical values, each text once while it is remembered. */
export function valueReader(vocabularies: Vocabularies): ReadValue {
  const readers: Partial<Record<FieldName, (text: string) => string | null>> = {
    country: (text) => vocabularies.country(text)?.value ?? null,
    ipCountry: (text) => vocabularies.country(text)?.value ?? null,
    language: languageOf,
    seniority: (text) => vocabularies.seniority(text)?.value ?? null,
    department: (text) => vocabularies.department(text)?.value ?? null,
    industry: (text) => vocabularies.industry(text)?.value ?? null,
    companySize: (text) => vocabularies.companySize(text)?.value ?? null,
    product: (text) => vocabularies.product(text)?.value ?? null,
    dealType: (text) => vocabularies.dealType(text)?.value ?? null,
    medium: (text) => vocabularies.medium(text)?.value ?? null,
  };
  const known = new Map<string, string | null>();
  return (field, text) => {
    const read = readers[field];
    if (read === undefined) return null;
    const key = `${field}\n${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = read(text);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, value);
    return value;
  };
}
