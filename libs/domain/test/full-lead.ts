import {
  assessLead,
  type AssessableLead,
  type Assessment,
  type QualityFacts,
  type Writing,
} from '../src/quality/index.ts';

export const EMAIL = 'ann.lee@acme.io';
export const PHONE = '+14155552671';

/** A lead in which everything is said and right. */
export const fullLead: AssessableLead = {
  tenant: 'default',
  source: 'Google Ads',
  flags: [],
  contact: {
    email: EMAIL,
    phone: '(415) 555-2671',
    firstName: 'Ann',
    lastName: 'Lee',
    name: null,
    message: 'Hello',
  },
  country: 'USA',
  region: 'California',
  timeZone: null,
  language: 'en-US',
  title: 'VP of IT',
  industry: 'technolgy',
  employees: 250,
  product: ' GTX  Pro ',
  dealType: 'new business',
  amount: 5000,
  accountId: 'ACME',
  consent: 'granted',
  test: false,
  enrichment: {
    emailKind: 'business',
    emailDomain: 'acme.io',
    companyDomain: 'acme.io',
    company: 'Acme',
    phoneKind: 'valid',
    phoneE164: PHONE,
    phoneCountry: 'US',
    country: 'US',
    countrySource: 'submitted',
    timeZone: 'America/Los_Angeles',
    accountId: 'acc-1',
    accountOwner: 'rep-7',
    accountMatch: 'domain',
    possibleAccounts: [],
    accountEmployees: null,
    accountIndustry: null,
  },
};

/** What look-ups say of it. */
export const fullFacts: QualityFacts = {
  email: { address: EMAIL, corrected: false, test: false },
  region: 'US-CA',
  timeZone: null,
  language: 'en',
};

/** The hash only marks its text with `#`; texts are in Latin letters already. */
export const writing: Writing = { hash: (text) => `#${text}`, latin: (text) => text };

/** What becomes of the full lead with some changes. */
export function given(changes: Partial<AssessableLead> = {}, facts: Partial<QualityFacts> = {}): Assessment {
  return assessLead({ ...fullLead, ...changes }, { ...fullFacts, ...facts }, writing);
}

/** Changes that leave a lead without any valid contact; its facts have no e-mail then. */
export const noContact = {
  contact: { ...fullLead.contact, email: 'nope', phone: null },
  enrichment: {
    ...fullLead.enrichment,
    emailKind: 'invalid',
    phoneKind: 'none',
    phoneE164: null,
    phoneCountry: null,
  },
};
