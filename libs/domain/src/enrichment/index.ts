export type { FoundAccounts, KnownAccount, Place } from './account.ts';
export { domainOf, organisationDomain } from './company.ts';
export {
  companyDomainOf,
  countryText,
  type EnrichableLead,
  type EnrichmentFacts,
  enrichLead,
  type LeadEnrichment,
  type LookupFacts,
} from './enrich.ts';
