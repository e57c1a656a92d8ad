import type { LeadEnriched } from '@leadline/contracts';
import { type Canonical, countryText, filled, type QualityFacts, type Readings } from '@leadline/domain';
import {
  emailOf,
  languageOf,
  postalArea,
  postalPlace,
  type Vocabularies,
  zoneName,
} from '@leadline/reference';

/** Reads the texts of a lead by the reference data. */
export function lookUp(lead: LeadEnriched, vocabularies: Vocabularies): QualityFacts {
  return {
    email: read(filled(lead.contact.email), emailOf),
    readings: readingsOf(lead, vocabularies),
    timeZone: read(filled(lead.timeZone), zoneName),
    language: read(filled(lead.language), languageOf),
    postalArea: areaOf(lead),
  };
}

function readingsOf(lead: LeadEnriched, vocabularies: Vocabularies): Readings {
  const { enrichment, attributes } = lead;
  const title = filled(lead.title);
  return {
    country: read(countryText(lead.country), vocabularies.country),
    region: regionOf(lead, vocabularies),
    source: read(filled(lead.source), vocabularies.source),
    medium: read(filled(lead.medium ?? attributes['utm_medium'] ?? null), vocabularies.medium),
    industry: read(filled(lead.industry) ?? enrichment.accountIndustry, vocabularies.industry),
    seniority: read(title, vocabularies.seniority),
    department: read(title, vocabularies.department),
    companySize: read(filled(lead.companySize), vocabularies.companySize),
    product: read(filled(lead.product), vocabularies.product),
    dealType: read(filled(lead.dealType), vocabularies.dealType),
  };
}

/** The region that the lead names, else the one of its postal code. */
function regionOf(lead: LeadEnriched, vocabularies: Vocabularies): Canonical | null {
  const { country } = lead.enrichment;
  if (country === null) return null;
  const named = read(filled(lead.region), (text) => vocabularies.region(country, text));
  if (named !== null || filled(lead.region) !== null) return named;
  const postal = filled(lead.postalCode);
  const region = postal === null ? null : (postalPlace(postal, country)?.region ?? null);
  if (postal === null || region === null) return null;
  return {
    value: region,
    from: postal,
    rule: 'region.by-postal-code',
    match: 'alias',
    confidence: 0.99,
    code: null,
  };
}

/** The area of its postal code, by the country that is believed of the lead. */
function areaOf({ postalCode, enrichment: { country } }: LeadEnriched): string | null {
  return country === null ? null : read(filled(postalCode), (text) => postalArea(text, country));
}

function read<T>(text: string | null, reader: (text: string) => T | null): T | null {
  return text === null ? null : reader(text);
}
