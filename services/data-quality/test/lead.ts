import { randomUUID } from 'node:crypto';
import type { Contact, Delivery, Enrichment, LeadEnriched } from '@leadline/contracts';

interface Changes extends Partial<Omit<LeadEnriched, 'contact' | 'enrichment'>> {
  readonly contact?: Partial<Contact>;
  readonly enrichment?: Partial<Enrichment>;
}

/** An enriched lead of its own, good enough to be routed. */
export function enrichedLead(changes: Changes = {}): LeadEnriched {
  return {
    leadId: randomUUID(),
    tenant: 'default',
    workspace: 'main',
    attempt: 1,
    source: 'Google Ads',
    occurredAt: 1_790_000_000_000,
    receivedAt: 1_790_000_000_500,
    flags: [],
    submissionHash: 'hash',
    company: 'Acme',
    companyDomain: null,
    country: 'USA',
    region: 'California',
    timeZone: null,
    language: 'en-US',
    title: 'VP of IT',
    industry: 'technolgy',
    employees: 250,
    companySize: null,
    visitorId: null,
    product: 'GTX Pro',
    dealType: 'new',
    amount: 5000,
    campaign: null,
    accountId: null,
    postalCode: null,
    ipCountry: null,
    medium: null,
    consent: 'granted',
    test: false,
    attributes: {},
    stages: [{ stage: 'enrichment', at: 1_790_000_000_501 }],
    ...changes,
    contact: {
      email: 'Ann.Lee@acme-logistics.io',
      phone: '(415) 555-2671',
      firstName: 'Ann',
      lastName: 'Lee',
      name: null,
      message: 'Hello there',
      ...changes.contact,
    },
    enrichment: {
      emailKind: 'business',
      emailDomain: 'acme-logistics.io',
      companyDomain: 'acme-logistics.io',
      company: 'Acme',
      phoneKind: 'valid',
      phoneE164: '+14155552671',
      phoneCountry: 'US',
      country: 'US',
      countrySource: 'submitted',
      countryConfidence: 0.99,
      timeZone: 'America/Los_Angeles',
      accountId: null,
      accountOwner: null,
      accountMatch: null,
      possibleAccounts: [],
      accountEmployees: null,
      accountIndustry: null,
      ...changes.enrichment,
    },
  };
}

/** The lead as a stage receives it. */
export function deliveryOf(value: LeadEnriched, offset = 0n): Delivery<'LeadEnriched'> {
  const { leadId: key, tenant, workspace } = value;
  const context = { tenant, workspace, subject: key, traceparent: null };
  return {
    topic: 'lead.enriched',
    record: 'LeadEnriched',
    value,
    key,
    partition: 0,
    offset,
    timestamp: 0,
    context,
  };
}
