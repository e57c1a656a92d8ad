import { filled } from '../shared/text.ts';
import { chooseAccount, type FoundAccounts, type Place } from './account.ts';
import { companyNameFrom, domainOf } from './company.ts';
import { evidenceOf, whereabouts } from './whereabouts.ts';

/** What of a received lead enrichment goes by. */
export interface EnrichableLead {
  readonly contact: { readonly email: string | null; readonly phone: string | null };
  readonly company: string | null;
  readonly companyDomain: string | null;
}

/** What look-ups found out about the lead's texts. Null: nothing there, or nothing that is valid. */
export interface LookupFacts {
  readonly email: {
    readonly domain: string;
    readonly kind: 'business' | 'free' | 'disposable';
    /** By the country's top-level domain. */
    readonly place: Place | null;
  } | null;
  readonly phone: {
    readonly e164: string;
    readonly country: string | null;
    readonly place: Place | null;
  } | null;
  /** Where the lead says it is, and how sure the text tells it, 0 to 1. */
  readonly submitted: (Place & { readonly confidence: number }) | null;
  /** By the form of the postal code. */
  readonly postalCode: Place | null;
  /** By the country of the IP address. */
  readonly ip: Place | null;
  /** The time zone that the lead names. */
  readonly timeZone: string | null;
  /** See companyDomainOf. */
  readonly companyDomain: string | null;
}

/** Everything known about a lead, gathered before it is enriched. */
export interface EnrichmentFacts extends LookupFacts {
  readonly accounts: FoundAccounts;
}

/** Same fields as the Enrichment of a LeadEnriched. */
export interface LeadEnrichment {
  readonly emailKind: string;
  readonly emailDomain: string | null;
  readonly companyDomain: string | null;
  readonly company: string | null;
  readonly phoneKind: string;
  readonly phoneE164: string | null;
  readonly phoneCountry: string | null;
  readonly country: string | null;
  readonly countrySource: string | null;
  /** Probability that it is the lead's country, by all evidence together; null without a country. */
  readonly countryConfidence: number | null;
  readonly timeZone: string | null;
  readonly accountId: string | null;
  readonly accountOwner: string | null;
  /** id, domain, name, group or spelling. */
  readonly accountMatch: string | null;
  /** Account ids, likeliest first. */
  readonly possibleAccounts: readonly string[];
  readonly accountEmployees: number | null;
  readonly accountIndustry: string | null;
}

/** The text that stands for a country; null where nothing was said. `NA` is Namibia, `n/a` and `na` are nothing. */
export function countryText(text: string | null): string | null {
  return text?.trim() === 'NA' ? 'NA' : filled(text);
}

/** The domain under which the organisation of a host stands: `mail.acme.co.uk` → `acme.co.uk`. */
export type OrganisationDomain = (host: string) => string;

/** Domain of the lead's company: as submitted, else that of a business e-mail address. */
export function companyDomainOf(
  lead: EnrichableLead,
  email: LookupFacts['email'],
  organisation: OrganisationDomain,
): string | null {
  const submitted = filled(lead.companyDomain);
  const domain = submitted === null ? null : domainOf(submitted);
  if (domain !== null) return organisation(domain);
  return email?.kind === 'business' ? organisation(email.domain) : null;
}

/** Where the lead is by what it says itself, the surest first; what an account says must not decide for that account. */
function countryOfLead({ submitted, postalCode, phone, email }: LookupFacts): string | null {
  const place = submitted ?? postalCode ?? phone?.place ?? email?.place;
  return place?.country ?? null;
}

/** Adds to a lead what can be known about it: company, account and owner, phone, country, time zone. */
export function enrichLead(lead: EnrichableLead, facts: EnrichmentFacts): LeadEnrichment {
  const { email, phone, accounts, companyDomain: own } = facts;
  const { account, match, possible } = chooseAccount(own, countryOfLead(facts), accounts);
  const domain = own ?? account?.domain ?? null;
  const { source: countrySource, place, confidence } = whereabouts(evidenceOf(facts, account));
  return {
    emailKind: email?.kind ?? (filled(lead.contact.email) === null ? 'none' : 'invalid'),
    emailDomain: email?.domain ?? null,
    companyDomain: domain,
    company: filled(lead.company) ?? account?.name ?? (domain === null ? null : companyNameFrom(domain)),
    phoneKind: phone !== null ? 'valid' : filled(lead.contact.phone) === null ? 'none' : 'invalid',
    phoneE164: phone?.e164 ?? null,
    phoneCountry: phone?.country ?? null,
    country: place?.country ?? null,
    countrySource,
    countryConfidence: confidence,
    timeZone: facts.timeZone ?? place?.timeZone ?? null,
    accountId: account?.accountId ?? null,
    accountOwner: account?.ownerRepId ?? null,
    accountMatch: match,
    possibleAccounts: possible,
    accountEmployees: account?.employees ?? null,
    accountIndustry: account?.industry ?? null,
  };
}
