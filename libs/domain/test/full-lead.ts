import {
  assessLead,
  type AssessableLead,
  type Assessment,
  type QualityFacts,
  type Readings,
  type Rules,
  type Writing,
} from '../src/quality/index.ts';
import type { Canonical } from '../src/vocabulary/index.ts';

export const EMAIL = 'ann.lee@acme.io';
export const PHONE = '+14155552671';

/** A lead in which everything is said and right. */
export const fullLead: AssessableLead = {
  tenant: 'default',
  workspace: 'main',
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
  companySize: null,
  product: ' GTX  Pro ',
  dealType: 'new business',
  amount: 5000,
  accountId: 'ACME',
  consent: 'granted',
  test: false,
  attributes: {},
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
    countryConfidence: 0.99,
    timeZone: 'America/Los_Angeles',
    accountId: 'acc-1',
    accountOwner: 'rep-7',
    accountMatch: 'domain',
    possibleAccounts: [],
    accountEmployees: null,
    accountIndustry: null,
  },
};

/** Vocabularies that know nothing of the lead. */
export const noReadings: Readings = {
  country: null,
  region: null,
  source: null,
  medium: null,
  industry: null,
  seniority: null,
  department: null,
  companySize: null,
  product: null,
  dealType: null,
};

/** A text that a vocabulary knows by another name. */
export function read(from: string, value: string, rule: string): Canonical {
  return { value, from, rule, match: 'alias', confidence: 0.99, code: null };
}

/** What look-ups say of it. */
export const fullFacts: QualityFacts = {
  email: { address: EMAIL, corrected: false, test: false },
  readings: {
    ...noReadings,
    country: read('USA', 'US', 'country.code'),
    region: read('California', 'US-CA', 'region.name'),
    source: read('Google Ads', 'paid-search', 'source.name'),
    industry: {
      ...read('technolgy', 'technology', 'industry.misspelt'),
      match: 'fuzzy',
      confidence: 0.95,
      code: '54',
    },
    seniority: read('VP of IT', 'vp', 'seniority.word'),
    department: read('VP of IT', 'it', 'department.word'),
    dealType: read('new business', 'new', 'deal-type.name'),
  },
  timeZone: null,
  language: 'en',
  postalArea: 'US-94105',
};

/** The hash only marks its text with `#`; texts are in Latin letters already. */
export const writing: Writing = { hash: (text) => `#${text}`, latin: (text) => text };

/** No rule holds. */
export const noRules: Rules = { findings: () => [], bar: 'error' };

/** What becomes of the full lead with some changes. */
export function given(
  changes: Partial<AssessableLead> = {},
  facts: Partial<QualityFacts> = {},
  rules: Rules = noRules,
): Assessment {
  return assessLead({ ...fullLead, ...changes }, { ...fullFacts, ...facts }, writing, rules);
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
