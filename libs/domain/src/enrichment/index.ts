export { companyKey, domainOf, organisationDomain } from './company.ts';
export {
  companyDomainOf,
  countryText,
  type EnrichableLead,
  type EnrichmentFacts,
  enrichLead,
  type KnownAccount,
  type LeadEnrichment,
  type LookupFacts,
  type Place,
} from './enrich.ts';
