import { companyKey } from '@leadline/domain';
import { countries as COUNTRY_LIST } from 'countries-list';
import iso from 'i18n-iso-countries';
import { latin } from './latin.ts';

/** Names that neither list has in this form, as the states write themselves. */
const OWN = [
  'المملكة العربية السعودية',
  'الإمارات العربية المتحدة',
  'الجمهورية العربية السورية',
  'საქართველო',
];

/** Keys (see companyKey) of countries' names that say a place and nothing else. */
export interface CountryPhrases {
  /** Of several words, in any language. */
  readonly anywhere: ReadonlySet<string>;
  /**
   * These, and single words in other than Latin letters: to be looked for in names that have such letters, since Oman's
   * (`man`) and Jordan's are also words and people. Latin ones of a single word are chosen by hand (GROUP_PARTS).
   */
  readonly foreign: ReadonlySet<string>;
}

let phrases: CountryPhrases | undefined;

/** Countries' names in all languages of i18n-iso-countries; made once. */
export function countryPhrases(): CountryPhrases {
  phrases ??= phrasesOf([...OWN, ...isoNames(), ...Object.values(COUNTRY_LIST).map(({ native }) => native)]);
  return phrases;
}

function phrasesOf(names: readonly string[]): CountryPhrases {
  const all = names.map((name) => ({ name, key: companyKey(name, latin) }));
  const several = all.filter(({ key }) => key.includes(' '));
  const single = all.filter(({ name, key }) => key.length > 1 && !/\p{Script=Latin}/u.test(name));
  return {
    anywhere: new Set(several.map(({ key }) => key)),
    foreign: new Set([...several, ...single].map(({ key }) => key)),
  };
}

function isoNames(): readonly string[] {
  return iso
    .getSupportedLanguages()
    .flatMap((language) => Object.values(iso.getNames(language, { select: 'all' })).flat());
}
