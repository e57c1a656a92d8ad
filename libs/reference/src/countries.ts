import { shippedVocabularies } from './vocabulary/vocabularies.ts';

/** ISO 3166-1 alpha-2 code of the country that a text names, by the shipped vocabulary; null when it names none. */
export function countryOf(text: string): string | null {
  return shippedVocabularies().country(text)?.value ?? null;
}
