export { domainLabel, type FoundAccounts, type KnownAccount, type Place } from './account.ts';
export { domainOf } from './company.ts';
export {
  companyDomainOf,
  countryText,
  type EnrichableLead,
  type EnrichmentFacts,
  enrichLead,
  type LeadEnrichment,
  type LookupFacts,
  type OrganisationDomain,
} from './enrich.ts';
