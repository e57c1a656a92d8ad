export { assessLead, type Writing } from './assess.ts';
export type {
  AssessableLead,
  Assessment,
  CanonicalLead,
  LeadContactData,
  QualityFacts,
  QualityReport,
} from './lead.ts';
export type { QuarantineReason } from './quarantine.ts';
export type { Change, Readings } from './readings.ts';
export { canonicalSource } from './source.ts';
