import type { AccountUpserted, Delivery, LeadReceived, RecordName, Records } from '@leadline/contracts';

const COUNTRIES = ['DE', 'United States', 'Frankreich', 'GB', 'Brasil', 'JP'];
const REGIONS = ['Bavaria', 'California', null, 'England', 'SP', null];
const PHONES = [
  '089 99998001',
  '(415) 555-2671',
  '+33 1 23 45 67 89',
  '020 7946 0123',
  null,
  '+81 3-1234-5678',
];
const TITLES = [
  'CEO',
  'Leiter Vertrieb',
  'IT Manger',
  'Software engineer',
  'VP Sales, EMEA',
  'Responsable achats',
];
const INDUSTRIES = [
  'Energy',
  'software development',
  'Einzelhandel',
  'finacial services',
  'Hospital',
  '5112',
];
const SIZES = ['51-200', 'SMB', '1,001 to 5,000 employees', null];
const SOURCES = ['web', 'Google Ads', 'Trade show', 'Kontaktformular'];
const MEDIUMS = ['cpc', null, 'newsletter', 'referral'];
const MESSAGE =
  'We run two plants with some 400 meters each and would like to see a demonstration next week. Please send an offer as well.';

const pick = <T>(items: readonly [T, ...T[]] | readonly T[], index: number): T =>
  items[index % items.length] as T;

/** The n-th account of the installation. */
export function accountOf(index: number): AccountUpserted {
  return {
    tenant: 'default',
    workspace: 'bench',
    accountId: `acc-${index}`,
    name: `${companyOf(index)} GmbH`,
    domain: `${companyOf(index).toLowerCase().replaceAll(' ', '-')}.com`,
    industry: 'energy',
    country: null,
    employees: 500,
    ownerRepId: null,
    by: null,
    reason: null,
  };
}

/**
 * A lead with every field filled as people fill them. A fourth of them each: an account's domain, its name under a free mail
 * address, the name with a typing error, a company that nobody knows.
 */
export function receivedLead(index: number, accounts: number): LeadReceived {
  const known = companyOf((index * 7_919) % accounts);
  const kind = index % 4;
  const company =
    kind === 2 ? `${known.slice(0, 3)}${known.slice(4)}` : kind === 3 ? `Nobody ${index}` : known;
  const domain = kind === 0 ? `${known.toLowerCase().replaceAll(' ', '-')}.com` : 'gmail.com';
  return {
    leadId: `lead-${index}`,
    tenant: 'default',
    workspace: 'bench',
    attempt: 1,
    source: pick(SOURCES, index),
    occurredAt: 0,
    receivedAt: 0,
    flags: [],
    submissionHash: '',
    contact: {
      email: `Robin.Miller.${index}@${domain}`,
      phone: pick(PHONES, index),
      firstName: 'Robin',
      lastName: `Miller ${String.fromCharCode(65 + (index % 26))}`,
      name: null,
      message: MESSAGE,
    },
    company,
    companyDomain: null,
    country: pick(COUNTRIES, index),
    region: pick(REGIONS, index),
    timeZone: index % 3 === 0 ? 'Europe/Berlin' : null,
    language: 'en-US',
    title: pick(TITLES, index),
    industry: pick(INDUSTRIES, index),
    employees: index % 2 === 0 ? 250 : null,
    product: 'meter',
    dealType: 'new business',
    amount: 5_000,
    campaign: 'spring',
    accountId: null,
    postalCode: '10115',
    ipCountry: null,
    medium: pick(MEDIUMS, index),
    companySize: pick(SIZES, index),
    visitorId: null,
    consent: 'granted',
    test: false,
    attributes: { page: '/pricing' },
    stages: [],
  };
}

/** A record as a stage receives it. */
export function deliveryOf<R extends RecordName>(record: R, value: Records[R], index: number): Delivery<R> {
  const context = { tenant: 'default', workspace: 'bench', subject: null, traceparent: null };
  return {
    topic: 'bench',
    record,
    value,
    key: String(index),
    partition: 0,
    offset: BigInt(index),
    timestamp: 0,
    context,
  } as unknown as Delivery<R>;
}

const WORDS =
  'Alpen Baltic Cobalt Delta Ember Falcon Granit Hanse Iris Jade Kestrel Lumen Mistral Nordic Orion'.split(
    ' ',
  );
const TRADES = 'Energie Systems Logistics Werke Technologies Pharma Foods Networks Robotics Metering'.split(
  ' ',
);

const companyOf = (index: number): string =>
  `${pick(WORDS, index)} ${pick(TRADES, Math.floor(index / WORDS.length))} ${index}`;
