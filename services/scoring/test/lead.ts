import { randomUUID } from 'node:crypto';
import type { Delivery, LeadValidated } from '@leadline/contracts';

/** A validated lead of its own. */
export function validatedLead(changes: Partial<LeadValidated> = {}): LeadValidated {
  return {
    leadId: randomUUID(),
    tenant: 'default',
    workspace: 'emea',
    attempt: 1,
    source: 'web-form',
    medium: null,
    occurredAt: 1_790_000_000_000,
    receivedAt: 1_790_000_000_500,
    flags: [],
    personKey: 'person',
    identity: [],
    accountKey: null,
    accountOwner: null,
    country: 'DE',
    region: null,
    postalArea: null,
    timeZone: 'Europe/Berlin',
    language: 'de',
    industry: 'software',
    employees: 50,
    companySize: '11-50',
    seniority: 'manager',
    department: 'it',
    product: 'meter',
    dealType: 'new',
    amount: null,
    emailKind: 'business',
    phoneKind: 'valid',
    quality: { completeness: 1, validity: 1, issues: [] },
    changes: [],
    findings: [],
    engagement: null,
    stages: [{ stage: 'data-quality', at: 1_790_000_000_600 }],
    ...changes,
  };
}

/** The lead as the stage receives it. */
export function deliveryOf(value: LeadValidated, offset = 0n): Delivery<'LeadValidated'> {
  const { leadId: key, tenant, workspace } = value;
  const context = { tenant, workspace, subject: key, traceparent: null };
  return {
    topic: 'lead.validated',
    record: 'LeadValidated',
    value,
    key,
    partition: 0,
    offset,
    timestamp: 0,
    context,
  };
}
