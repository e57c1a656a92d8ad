export { assessLead, type Writing } from './assess.ts';
export { holdsMailHeader, holdsMarkup, mixesScripts } from './bot-text.ts';
export { isGibberish } from './gibberish.ts';
export { isJunkName } from './junk-name.ts';
export type {
  AssessableLead,
  Assessment,
  CanonicalLead,
  LeadContactData,
  QualityFacts,
  QualityReport,
} from './lead.ts';
export { linksIn } from './links.ts';
export type { Change, Readings } from './readings.ts';
export type { Bar, Dimension, Finding, LeadView, Rules, Severity } from './rules.ts';
export { canonicalSource } from './source.ts';
export { compileWordList, type WordList } from './word-list.ts';
