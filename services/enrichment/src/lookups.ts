import type { LeadReceived } from '@leadline/contracts';
import { countryText, filled, type LookupFacts, type Place } from '@leadline/domain';
import { countryOf, countryZone, domainCountry, emailOf, phoneOf, zoneName } from '@leadline/reference';

/** Reads the texts of a lead by the reference data. `defaultCountry` is for phone numbers that nothing else places. */
export function lookUp(lead: LeadReceived, defaultCountry: string | null): LookupFacts {
  const country = read(countryText(lead.country), countryOf);
  const email = read(filled(lead.contact.email), emailOf);
  const emailCountry = email === null ? null : domainCountry(email.domain);
  const phone = read(filled(lead.contact.phone), (text) =>
    phoneOf(text, country ?? emailCountry ?? defaultCountry),
  );
  const place = (iso2: string | null) => placeOf(iso2, filled(lead.region));
  return {
    email: email && { domain: email.domain, kind: email.kind, place: place(emailCountry) },
    phone: phone && { ...phone, place: place(phone.country) },
    submitted: place(country),
    timeZone: read(filled(lead.timeZone), zoneName),
  };
}

/** A country with the time zone of a region in it, or of most of its people. */
export function placeOf(country: string | null, region: string | null): Place | null {
  return country === null ? null : { country, timeZone: countryZone(country, region) };
}

function read<T>(text: string | null, reader: (text: string) => T | null): T | null {
  return text === null ? null : reader(text);
}
