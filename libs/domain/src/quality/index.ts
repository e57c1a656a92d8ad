export { assessLead, type Writing } from './assess.ts';
export { canonicalIndustry } from './industry.ts';
export type {
  AssessableLead,
  Assessment,
  CanonicalLead,
  LeadContactData,
  QualityFacts,
  QualityReport,
} from './lead.ts';
export type { QuarantineReason } from './quarantine.ts';
export { canonicalSource } from './source.ts';
export { type Department, departmentOf, type Seniority, seniorityOf } from './title.ts';
