import { randomUUID } from 'node:crypto';
import type { AccountUpserted, Contact, Delivery, LeadReceived } from '@leadline/contracts';

const contact: Contact = {
  email: null,
  phone: null,
  firstName: 'Ann',
  lastName: 'Lee',
  name: null,
  message: null,
};

/** A received lead of its own; `changes` go over a lead that says nothing. */
export function receivedLead(
  changes: Partial<Omit<LeadReceived, 'contact'>> & { contact?: Partial<Contact> } = {},
): LeadReceived {
  return {
    leadId: randomUUID(),
    tenant: 'default',
    workspace: 'main',
    attempt: 1,
    source: 'web',
    occurredAt: 1_790_000_000_000,
    receivedAt: 1_790_000_000_500,
    flags: [],
    submissionHash: 'hash',
    company: null,
    companyDomain: null,
    country: null,
    region: null,
    timeZone: null,
    language: null,
    title: null,
    industry: null,
    employees: null,
    product: null,
    dealType: null,
    amount: null,
    campaign: null,
    accountId: null,
    postalCode: null,
    ipCountry: null,
    medium: null,
    companySize: null,
    visitorId: null,
    consent: 'unknown',
    test: false,
    attributes: {},
    stages: [{ stage: 'intake', at: 1_790_000_000_501 }],
    ...changes,
    contact: { ...contact, ...changes.contact },
  };
}

/** An account of its own. */
export function account(changes: Partial<AccountUpserted> = {}): AccountUpserted {
  const accountId = randomUUID();
  return {
    tenant: 'default',
    workspace: 'main',
    accountId,
    name: `Company ${accountId}`,
    domain: null,
    industry: null,
    country: null,
    employees: null,
    ownerRepId: null,
    by: null,
    reason: null,
    ...changes,
  };
}

/** The lead as a stage receives it. */
export function deliveryOf(value: LeadReceived, offset = 0n): Delivery<'LeadReceived'> {
  const { leadId: key, tenant, workspace } = value;
  const context = { tenant, workspace, subject: key, traceparent: null };
  return {
    topic: 'lead.received',
    record: 'LeadReceived',
    value,
    key,
    partition: 0,
    offset,
    timestamp: 0,
    context,
  };
}
