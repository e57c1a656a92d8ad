import type { LeadEnriched } from '@leadline/contracts';
import { filled, type QualityFacts } from '@leadline/domain';
import { emailOf, languageOf, regionOf, zoneName } from '@leadline/reference';

/** Reads the texts of a lead by the reference data. */
export function lookUp(lead: LeadEnriched): QualityFacts {
  const { country } = lead.enrichment;
  return {
    email: read(filled(lead.contact.email), emailOf),
    region: read(filled(lead.region), (text) =>
      country === null ? null : (regionOf(country, text)?.code ?? null),
    ),
    timeZone: read(filled(lead.timeZone), zoneName),
    language: read(filled(lead.language), languageOf),
  };
}

function read<T>(text: string | null, reader: (text: string) => T | null): T | null {
  return text === null ? null : reader(text);
}
