export type { Canonical, Match } from './canonical.ts';
export { type DateReading, dateIn } from './dates.ts';
export { bandOf, companySizeOf, headcountOf } from './company-size.ts';
export { moneyIn, type MoneyReading } from './money.ts';
export type { Head } from './heads.ts';
export { compileSpelling, only } from './spelling.ts';
export {
  compileVocabulary,
  type Entry,
  type CanonicalVocabulary,
  type VocabularyData,
  type Way,
} from './vocabulary.ts';
