import { type Canonical, type Match, textKey, type VocabularyData } from '@leadline/domain';
import { countryKey, type CountryNames, countryNames } from './country-names.ts';
import { isFormOfState } from './forms-of-state.ts';

const FLAG = /^[\u{1F1E6}-\u{1F1FF}]{2}$/u;
const REGIONAL_A = 0x1f1e6;
const BRACKETS = /[([（]([^)\]）]*)[)\]）]?/g;
const CJK = /[\u3040-\u30ff\u3400-\u9fff]/u;

/**
 * Reads a country by alpha-2, alpha-3 or numeric code, flag, or name in any language of i18n-iso-countries: also with its words in
 * another order, after a town (`Lyon, France`), or with a typing error. Null when a text names none, or more than one.
 */
export function countryReader(own: VocabularyData): (text: string) => Canonical | null {
  const nothing = new Set(
    own.entries.filter(({ value }) => value === null).flatMap(({ names }) => names.map(countryKey)),
  );
  const countries = countryNames(own);
  const named = (key: string): string | undefined => (nothing.has(key) ? undefined : countries.name(key));
  const { name: byName, word: byWords, part: byPart, misspelt: byNear } = own.confidence;

  const find = (text: string): Found | null => {
    const flag = flagCode(text.trim());
    if (flag !== null) return found(countries.code(flag), 'flag', 'alias', 0.99);
    const [key, plain] = [countryKey(text), textKey(text)];
    if (key === '' || nothing.has(key)) return null;
    return (
      found(countries.code(plain), 'code', plain.length === 2 ? 'exact' : 'alias', 0.995) ??
      found(named(key), 'name', 'alias', byName) ??
      found(countries.words(key), 'words', 'alias', byWords) ??
      found(partOf(text, countries, named), 'part', 'alias', byPart) ??
      found(countries.near(key), 'misspelt', 'fuzzy', byNear)
    );
  };

  return (text) => {
    const country = find(text.slice(0, 200));
    return country && { ...country, from: text, code: null };
  };
}

type Found = Pick<Canonical, 'value' | 'rule' | 'match' | 'confidence'>;

function found(
  value: string | null | undefined,
  way: string,
  match: Match,
  confidence: number,
): Found | null {
  return value === null || value === undefined ? null : { value, rule: `country.${way}`, match, confidence };
}

/**
 * Text before brackets, or what commas and the like part; what stands in brackets only explains, unless it says what kind of state
 * it is: `Korea (Democratic Republic of)` is one name.
 */
function partsOf(text: string): readonly string[] {
  const isFormal = Array.from(text.matchAll(BRACKETS), ([, inside]) => countryKey(inside ?? '')).some(
    hasForm,
  );
  const plain = isFormal ? text : text.replaceAll(BRACKETS, ' ');
  const parts = plain.split(/[,;/|\n、]|\s[-–—]\s/);
  return parts.length === 1 && plain === text
    ? []
    : parts.filter((part) => part.trim().length > (CJK.test(part) ? 1 : 2)).slice(0, 8);
}

const hasForm = (key: string): boolean => key.split(' ').some(isFormOfState);

/** The country after a town or the like. A part for the form of a state belongs to the name before it: `Korea, Democratic Republic of`. */
function partOf(text: string, countries: CountryNames, named: CountryNames['name']): string | null {
  const keys = partsOf(text).map(countryKey);
  const whole = keys.flatMap((key, at) => {
    if (at > 0 && named(key) === undefined && hasForm(key)) return [];
    const form = keys[at + 1];
    return [form !== undefined && named(form) === undefined && hasForm(form) ? `${key} ${form}` : key];
  });
  return agreed(whole.map((key) => named(key) ?? (hasForm(key) ? countries.words(key) : undefined)));
}

/** The one country that the parts name; null if none does, or several do. */
function agreed(codes: readonly (string | undefined)[]): string | null {
  const [only, ...others] = new Set(codes.filter((code) => code !== undefined));
  return only === undefined || others.length > 0 ? null : only;
}

/** Alpha-2 in lower case of a flag, which is two regional indicator symbols. */
function flagCode(text: string): string | null {
  if (!FLAG.test(text)) return null;
  const letter = (at: number): string => String.fromCodePoint((text.codePointAt(at) ?? 0) - REGIONAL_A + 97);
  return letter(0) + letter(2);
}
