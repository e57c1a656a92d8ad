import { compileSpelling, only, textKey, type VocabularyData } from '@leadline/domain';
import { countries as COUNTRY_LIST } from 'countries-list';
import iso from 'i18n-iso-countries';
import { isFormOfState, withoutCjkForm, withoutRuler } from './forms-of-state.ts';
import { foldCjk } from './fold-cjk.ts';

/** Languages in whose names one typing error is corrected; all languages would make half of all words a country. */
const SPELT = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ja', 'zh'];
const SHORT = /\b(?:st|ste|is|isl|rep|dem|fed)\b/g;
const LONG: Readonly<Record<string, string>> = {
  st: 'saint', ste: 'sainte', is: 'islands', isl: 'islands', rep: 'republic', dem: 'democratic', fed: 'federal',
}; // prettier-ignore
/** Words that come and go in the name of one country. */
const LOOSE = new Set(
  (
    'of the and a de la le les du des der die das el los las y e et und do da dos del della dello dell dei degli delle d l van von ' +
    'di en het o os as il lo ex former ehemalige ehemals ancienne antiga voormalige'
  ).split(' '),
);

const isLoose = (word: string): boolean => LOOSE.has(word);
const isLoosest = (word: string): boolean => LOOSE.has(word) || isFormOfState(word);

/** What names a country. Each gives ISO 3166-1 alpha-2; keys are those of {@link countryKey}. */
export interface CountryNames {
  /** By lower-case alpha-2, alpha-3 or number. */
  readonly code: (text: string) => string | undefined;
  readonly name: (key: string) => string | undefined;
  /** By the words of a name in any order, and with or without those for the form of the state. */
  readonly words: (key: string) => string | undefined;
  /** By a name that is a typing error away; null where that fits several. */
  readonly near: (key: string) => string | null;
}

/** Indexes the own names, which go first, with those of i18n-iso-countries and countries-list. */
export function countryNames(own: VocabularyData): CountryNames {
  const codes = codeIndex();
  const spelt = new Map<string, string>();
  for (const { value, names } of own.entries)
    for (const name of names) if (value !== null) spelt.set(countryKey(name), value);
  for (const language of SPELT) addLanguage(spelt, language);
  for (const [code, country] of Object.entries(COUNTRY_LIST)) {
    for (const name of [country.name, country.native, ...(country.alias ?? [])]) add(spelt, name, code);
  }
  const names = new Map(spelt);
  for (const language of iso.getSupportedLanguages().toSorted()) addLanguage(names, language);
  const [bags, plainBags] = [bagIndex(names, isLoose), bagIndex(names, isLoosest)];
  const words = (key: string): string | undefined =>
    bags.get(bagOf(key, isLoose)) ?? plainBags.get(bagOf(key, isLoosest));
  return {
    code: (text) => codes.get(text),
    name: (key) => names.get(key) ?? names.get(withoutCjkForm(key)) ?? names.get(withoutRuler(key)),
    words,
    near: spellings(spelt, words),
  };
}

/** {@link textKey} with usual abbreviations written out, and without what Chinese and Japanese spellings differ in. */
export function countryKey(text: string): string {
  return foldCjk(textKey(text).replaceAll('ß', 'ss')).replaceAll(SHORT, (word) => LONG[word] ?? word);
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

function addLanguage(index: Map<string, string>, language: string): void {
  for (const [code, variants] of Object.entries(iso.getNames(language, { select: 'all' }))) {
    for (const name of variants) add(index, name, code);
  }
}

/** The first meaning of a name stands; short Latin names would shadow codes and are left out. */
function add(index: Map<string, string>, name: string, code: string): void {
  const key = countryKey(name);
  for (const one of [key, withoutCjkForm(key)])
    if (!/^[a-z]{0,2}$/.test(one) && !index.has(one) && iso.isValid(code)) index.set(one, code);
}

/** The words of a name without their order; those that two countries share name neither. */
function bagIndex(
  names: ReadonlyMap<string, string>,
  without: (word: string) => boolean,
): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  const shared = new Set<string>();
  for (const [name, code] of names) {
    const bag = bagOf(name, without);
    const other = index.get(bag);
    if (other !== undefined && other !== code) shared.add(bag);
    index.set(bag, code);
  }
  for (const bag of shared) index.delete(bag);
  index.delete('');
  return index;
}

function bagOf(key: string, without: (word: string) => boolean): string {
  return key
    .split(' ')
    .filter((word) => !without(word))
    .toSorted()
    .join(' ');
}

/** Whole names within one typing error, else names whose words all are, in whatever order `words` reads them. */
function spellings(names: ReadonlyMap<string, string>, words: CountryNames['words']): CountryNames['near'] {
  const codes = [...new Set(names.values())];
  const numbers = new Map(codes.map((code, number) => [code, number]));
  const whole = compileSpelling([...names].map(([name, code]) => [name, numbers.get(code) ?? 0]));
  const right = [...new Set([...names.keys()].flatMap((name) => name.split(' ')))];
  const word = compileSpelling(right.map((one, number) => [one, number]));
  const known = new Set(right);
  const corrected = (one: string): string => (known.has(one) ? one : (right[only(word(one)) ?? -1] ?? one));
  return (key) => {
    const number = only(whole(key));
    if (number !== null) return codes[number] ?? null;
    const mended = key.split(' ').slice(0, 12).map(corrected).join(' ');
    return names.get(mended) ?? (mended === key ? null : (words(mended) ?? null));
  };
}
