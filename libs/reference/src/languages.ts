import { textKey } from '@leadline/domain';
import { languages as LANGUAGES } from 'countries-list';

const BY_NAME = new Map(
  Object.entries(LANGUAGES).flatMap(([code, language]) =>
    [language.name, language.native].map((name) => [textKey(name), code] as const),
  ),
);

/** ISO 639-1 code of the language that a text names: a BCP 47 tag (`de-AT`, `pt_BR`) or a name; null when unknown. */
export function languageOf(text: string): string | null {
  const primary = text.trim().toLowerCase().split(/[-_]/, 1)[0] ?? '';
  if (Object.hasOwn(LANGUAGES, primary)) return primary;
  return BY_NAME.get(textKey(text)) ?? null;
}
