import { textKey } from '../shared/text.ts';
import { withoutForms, withoutNativeForms } from './legal-forms.ts';

/** Writes a text in Latin letters without accents (ASCII). */
export type Latin = (text: string) => string;

/** Short forms that people use in company names, and what they stand for. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  (
    'intl:international int:international natl:national tech:technologies technology:technologies svc:services svcs:services ' +
    'service:services sys:systems system:systems solution:solutions soln:solutions mfg:manufacturing manuf:manufacturing ' +
    'mgmt:management mgt:management assoc:associates assn:association bros:brothers gebr:brothers gebruder:brothers ' +
    'dept:department univ:university inst:institute lab:laboratories labs:laboratories laboratory:laboratories ' +
    'pharma:pharmaceuticals pharmaceutical:pharmaceuticals pharm:pharmaceuticals chem:chemicals chemical:chemicals ' +
    'comm:communications comms:communications telecom:telecommunications ind:industries inds:industries industry:industries ' +
    'fin:financial finl:financial ins:insurance grp:group hldg:holdings hldgs:holdings holding:holdings elec:electric ' +
    'electr:electric eng:engineering engr:engineering engrg:engineering dev:development distr:distribution dist:distribution ' +
    'transp:transport transportation:transport ent:enterprises enterprise:enterprises prod:products product:products ' +
    'res:resources resource:resources prop:properties amer:american us:usa gen:general network:networks voba:volksbank vb:volksbank spk:sparkasse raiffbk:raiffeisenbank bk:bank ctr:center centre:center cos:companies'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Words that tell a part of a group from the whole: places, and what holds it together. */
export const GROUP_WORDS = new Set(
  (
    'group gruppe groupe grupo gruppo groep holdings international global worldwide world europe european emea apac latam ' +
    'asia pacific africa america americas american nordic iberia benelux dach ' +
    'usa uk united states kingdom britain british germany deutschland france italy italia spain espana espanola portugal ' +
    'netherlands nederland belgium belgique austria osterreich switzerland schweiz suisse poland polska czech ceska ' +
    'hungary romania sweden sverige norway norge denmark danmark finland suomi ireland canada mexico brazil brasil ' +
    'argentina chile colombia india china japan nippon korea singapore australia zealand russia rus turkey turkiye ' +
    'israel egypt uae dubai hong kong taiwan thailand vietnam indonesia malaysia philippines'
  ).split(' '),
);

/** Words that go with a place (`North America`, `West Europe`); alone, as in `PSD Bank West`, they name another company. */
const DIRECTIONS = new Set('north south east west central middle'.split(' '));

/**
 * Form of a company's name in which its spellings meet: `ACME Tech Corp.`, `Acme Technologies GmbH & Co. KG` and
 * `АКМЕ Технолоджиз` differ in no more than their letters. No legal form, accents, case; short forms written out.
 * Empty for a name without letters or digits.
 */
export function companyKey(name: string, latin: Latin): string {
  const words = textKey(latin(withoutNativeForms(name.normalize('NFKC'))))
    .split(' ')
    .filter((word) => word !== '');
  const spelled = joinedInitials(words).map((word) => ABBREVIATIONS.get(word) ?? word);
  return withoutForms(spelled).join(' ');
}

/** `a b b group` → `abb group`: initials written apart. */
function joinedInitials(words: readonly string[]): readonly string[] {
  return words
    .join(' ')
    .replaceAll(/\b[a-z]( [a-z]\b)+/g, (letters) => letters.replaceAll(' ', ''))
    .split(' ');
}

/** What a company's key (see companyKey) has in common with its subsidiaries' in other countries; the key itself if nothing else. */
export function groupKey(key: string): string {
  let words: readonly string[] = key.split(' ');
  while (words.length > 1 && isOfGroup(words.at(-1) as string, words.join(' ') !== key))
    words = withoutForms(words.slice(0, -1));
  return words.join(' ');
}

/** Whether a word tells a part of the group; `isPlaced`: a place stood behind it. */
const isOfGroup = (word: string, isPlaced: boolean): boolean =>
  GROUP_WORDS.has(word) || (isPlaced && DIRECTIONS.has(word));

/** The first letters of a company's key of three words or more: `international business machines` → `ibm`; null for others. */
export function acronymOf(key: string): string | null {
  const words = key.split(' ').filter((word) => !['and', 'of', 'the', 'de', 'for', 'und'].includes(word));
  return words.length < 3 ? null : words.map((word) => word[0]).join('');
}
