import { textKey } from '../shared/text.ts';
import { GROUP_PARTS } from './group-parts.ts';
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

/** Words that go with a place (`North America`, `West Europe`); alone, as in `PSD Bank West`, they name another company. */
const DIRECTIONS = new Set('north south east west central middle'.split(' '));

/**
 * Form of a company's name in which its spellings meet: `ACME Tech Corp.`, `Acme Technologies GmbH & Co. KG` and
 * `АКМЕ Технолоджиз` differ in no more than their letters. No legal form, accents, case; short forms written out.
 * Empty for a name without letters or digits.
 */
export function companyKey(name: string, latin: Latin): string {
  const spelled = wordsOf(name, latin).map((word) => ABBREVIATIONS.get(word) ?? word);
  return withoutForms(spelled).join(' ');
}

/** The words of a {@link companyKey} as they were said, short forms and all. */
export function companyWords(name: string, latin: Latin): readonly string[] {
  return withoutForms(wordsOf(name, latin));
}

/** Vowel points of Hebrew and Arabic, which few write. */
const POINTS = /[\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670]/gu;

function wordsOf(name: string, latin: Latin): readonly string[] {
  const spoken = latin(withoutNativeForms(name.normalize('NFKC').replaceAll(POINTS, '')));
  // What stands for an ayin is no space.
  const words = textKey(spoken.replaceAll('`', ''))
    .split(' ')
    .filter((word) => word !== '');
  return joinedInitials(words);
}

/** `a b b group` → `abb group`: initials written apart. */
function joinedInitials(words: readonly string[]): readonly string[] {
  return words
    .join(' ')
    .replaceAll(/\b[a-z]( [a-z]\b)+/g, (letters) => letters.replaceAll(' ', ''))
    .split(' ');
}

const NO_PLACES: ReadonlySet<string> = new Set();

/**
 * What a company's key (see companyKey) has in common with its subsidiaries' in other countries; the key itself if nothing else.
 * `places` are keys of what else tells a place, of four words at most.
 */
export function groupKey(key: string, places: ReadonlySet<string> = NO_PLACES): string {
  let words: readonly string[] = key.split(' ');
  for (let part = partOfGroup(words, places, false); part > 0; part = partOfGroup(words, places, true))
    words = withoutForms(words.slice(0, -part));
  return words.join(' ');
}

/** How many words at the end tell a part of the group, never all of them; `isPlaced`: a place stood behind them. */
function partOfGroup(words: readonly string[], places: ReadonlySet<string>, isPlaced: boolean): number {
  const lengths = [4, 3, 2, 1].filter((length) => length < words.length);
  const isPart = (phrase: string): boolean => GROUP_PARTS.has(phrase) || places.has(phrase);
  const found = lengths.find((length) => isPart(words.slice(-length).join(' ')));
  if (found !== undefined) return found;
  return isPlaced && words.length > 1 && DIRECTIONS.has(words.at(-1) as string) ? 1 : 0;
}

/** The first letters of a company's key of three words or more: `international business machines` → `ibm`; null for others. */
export function acronymOf(key: string): string | null {
  const words = key.split(' ').filter((word) => !['and', 'of', 'the', 'de', 'for', 'und'].includes(word));
  return words.length < 3 ? null : words.map((word) => word[0]).join('');
}
