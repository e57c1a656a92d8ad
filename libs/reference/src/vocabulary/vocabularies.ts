import {
  type Canonical,
  companySizeOf,
  compileVocabulary,
  type CanonicalVocabulary,
  type VocabularyData,
} from '@leadline/domain';
import { countryReader } from './countries.ts';
import { type Files, readFiles, type VocabularyName } from './files.ts';
import { industryReader } from './industries.ts';
import { merged } from './merge.ts';
import { regionReader } from './regions.ts';
import { titleReader } from './titles.ts';

type Read = (text: string) => Canonical | null;

/** All canonical vocabularies, compiled. Each reads a text into a canonical value; null if the text names none. */
export interface Vocabularies {
  /** ISO 3166-1 alpha-2. */
  readonly country: Read;
  /** ISO 3166-2, within a country. */
  readonly region: (country: string, text: string) => Canonical | null;
  /** One of Leadline's industries; `code` is its NAICS sector. */
  readonly industry: Read;
  /** Channel. */
  readonly source: Read;
  /** utm_medium. */
  readonly medium: Read;
  readonly seniority: Read;
  readonly department: Read;
  readonly dealType: Read;
  readonly product: Read;
  /** Band of employees, such as `51-200`. */
  readonly companySize: Read;
  /** Names of months, for {@link dateIn}. */
  readonly months: CanonicalVocabulary;
}

let shipped: Vocabularies | null = null;

/** The vocabularies that come with Leadline; compiled on the first call, then shared. */
export function shippedVocabularies(): Vocabularies {
  shipped ??= compiled(null);
  return shipped;
}

/**
 * The shipped vocabularies, with those of a folder of one's own, whose names go first. Without a folder
 * it is one copy for all. Compiling takes about half a second.
 * @throws LeadlineError LEADLINE_VOCABULARY_INVALID that names file, place and fault.
 */
export function loadVocabularies(folder: string | null): Vocabularies {
  return folder === null ? shippedVocabularies() : compiled(folder);
}

function compiled(folder: string | null): Vocabularies {
  const files = readFiles(folder);
  const of = (name: VocabularyName): CanonicalVocabulary =>
    compileVocabulary(merged(name, filesOf(files, name)));
  const reader = (name: VocabularyName): Read => of(name).read;
  const [ranks, parts] = [
    merged('seniority', filesOf(files, 'seniority')),
    merged('department', filesOf(files, 'department')),
  ];
  const seniority = compileVocabulary({ ...ranks, known: wordsOf(parts) }).read;
  const department = compileVocabulary({ ...parts, known: wordsOf(ranks) }).read;
  const sizes = of('company-size');
  return {
    country: countryReader(merged('country', filesOf(files, 'country'))),
    region: regionReader(merged('region', filesOf(files, 'region'))),
    industry: industryReader(of('industry'), filesOf(files, 'industry')),
    source: reader('source'),
    medium: reader('medium'),
    seniority: titleReader(seniority),
    department: titleReader(department),
    dealType: reader('deal-type'),
    product: reader('product'),
    companySize: (text) => companySizeOf(text, sizes),
    months: of('month'),
  };
}

/** Words of a vocabulary, which another one of the same text must not take for typing errors. */
function wordsOf({ entries }: VocabularyData): readonly string[] {
  return entries.flatMap((entry) => entry.words).filter((word) => !word.includes('*'));
}

function filesOf(files: Files, name: VocabularyName) {
  return files.get(name) ?? [];
}
