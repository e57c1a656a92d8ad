import type { Canonical, CanonicalVocabulary } from '@leadline/domain';
import { withoutExceptions } from './exceptions.ts';
import type { VocabularyFile } from './schema.ts';

const CODE = /^(?:naics\s*(?:code)?\s*:?\s*)?(\d{2,6})(?:-\d{2})?(?![\d.])\s*[-–:|]?\s*(.*)$/i;

/** Reads the name of an industry, or a NAICS code of two to six digits, with or without its name. */
export function industryReader(
  names: CanonicalVocabulary,
  files: readonly VocabularyFile[],
): (text: string) => Canonical | null {
  const codes = new Map<string, { readonly value: string; readonly code: string | null }>();
  for (const { values } of files) {
    for (const { value, code, naics } of values) {
      for (const prefix of naics) if (!codes.has(prefix)) codes.set(prefix, { value, code: code ?? null });
    }
  }
  return (text) => {
    const [, digits] = CODE.exec(text.trim()) ?? [];
    const found = digits === undefined ? undefined : longestPrefix(codes, digits);
    if (found === undefined) return read(names, text);
    return { ...found, from: text, rule: 'industry.naics', match: 'alias', confidence: 0.99 };
  };
}

function read(names: CanonicalVocabulary, text: string): Canonical | null {
  const found = names.read(withoutExceptions(text.slice(0, 300)));
  return found && { ...found, from: text };
}

function longestPrefix<T>(codes: ReadonlyMap<string, T>, digits: string): T | undefined {
  for (let length = digits.length; length > 1; length -= 1) {
    const found = codes.get(digits.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}
