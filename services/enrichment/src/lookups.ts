import type { LeadReceived } from '@leadline/contracts';
import { companyDomainOf, countryText, filled, type LookupFacts, type Place } from '@leadline/domain';
import {
  countryZone,
  domainCountry,
  emailOf,
  organisationDomain,
  phoneOf,
  postalPlace,
  type Vocabularies,
  zoneName,
} from '@leadline/reference';

export interface LookupOptions {
  readonly vocabularies: Vocabularies;
  /** Country of phone numbers that nothing else places. */
  readonly defaultCountry: string | null;
}

/** Reads the texts of a lead by the reference data. */
export function lookUp(lead: LeadReceived, { vocabularies, defaultCountry }: LookupOptions): LookupFacts {
  const country = read(countryText(lead.country), vocabularies.country);
  const email = read(filled(lead.contact.email), emailOf);
  const emailCountry = email === null ? null : domainCountry(email.domain);
  const postal = read(filled(lead.postalCode), (text) => postalPlace(text, null));
  const ip = read(countryText(lead.ipCountry), vocabularies.country)?.value ?? null;
  const near = country?.value ?? postal?.country ?? emailCountry ?? ip ?? defaultCountry;
  const phone = read(filled(lead.contact.phone), (text) => phoneOf(text, near));
  const place = (iso2: string | null) => placeOf(iso2, regionOf(lead, iso2, vocabularies));
  const submitted = place(country?.value ?? null);
  const address = email && { domain: email.domain, kind: email.kind, place: place(emailCountry) };
  return {
    email: address,
    phone: phone && { ...phone, place: place(phone.country) },
    submitted: submitted && { ...submitted, confidence: country?.confidence ?? 0 },
    postalCode: place(postal?.country ?? null),
    ip: place(ip),
    timeZone: read(filled(lead.timeZone), zoneName),
    companyDomain: companyDomainOf(lead, address, organisationDomain),
  };
}

/** A country with the time zone of a region in it (ISO 3166-2), or of most of its people. */
export function placeOf(country: string | null, region: string | null): Place | null {
  return country === null ? null : { country, timeZone: countryZone(country, region) };
}

/** ISO 3166-2 code of the region that the lead names, or of its postal code. */
function regionOf(lead: LeadReceived, country: string | null, vocabularies: Vocabularies): string | null {
  if (country === null) return null;
  const region = read(filled(lead.region), (text) => vocabularies.region(country, text));
  return region?.value ?? read(filled(lead.postalCode), (text) => postalPlace(text, country))?.region ?? null;
}

function read<T>(text: string | null, reader: (text: string) => T | null): T | null {
  return text === null ? null : reader(text);
}
