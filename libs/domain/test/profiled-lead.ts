import type { ProfiledLead } from '../src/drift/fields.ts';
import { observe } from '../src/drift/observation.ts';
import type { SourceContract } from '../src/drift/contract.ts';

/** A lead of Ada, with what a test says of it. */
export const lead = (said: Partial<ProfiledLead> = {}): ProfiledLead => ({
  tenant: 't', source: 'Web Form', contact: { email: 'ada@lovelace.dev', phone: null, firstName: 'Ada', lastName: 'Lovelace', name: null, message: null },
  company: 'Engines', companyDomain: null, country: 'DE', region: null, timeZone: null, language: null, title: null, industry: null,
  employees: null, product: null, dealType: null, amount: null, campaign: null, accountId: null, postalCode: null, ipCountry: null,
  medium: null, companySize: null, visitorId: null, consent: 'unknown', attributes: {}, ...said,
}); // prettier-ignore
/** Knows countries of two letters. */
export const read = (field: string, text: string): string | null =>
  field === 'country' && /^[A-Z]{2}$/.test(text) ? text : null;
/** The same, seen. */
export const saw = (said: Partial<ProfiledLead> = {}, contract: SourceContract | null = null) =>
  observe(lead(said), read, { reasons: [], issues: [] }, contract);
