import { randomUUID } from 'node:crypto';
import type { Emit, LeadAssigned, LeadContact, RepContact } from '@leadline/contracts';

/** 2026-03-02, a Monday, 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 2, 12);

export function assignment(change: Partial<LeadAssigned> = {}): LeadAssigned {
  return {
    leadId: randomUUID(),
    tenant: 'default',
    workspace: 'main',
    attempt: 1,
    occurredAt: NOON,
    receivedAt: NOON,
    assignedAt: NOON,
    repId: randomUUID(),
    path: 'value',
    reason: 'best expected value of three',
    engine: 1,
    policyVersion: 'p1',
    modelVersion: 'm1',
    propensity: 1,
    capsuleHash: null,
    score: 71,
    segment: 'mid-market',
    expectedValue: 12_000,
    seq: 1,
    stages: [],
    ...change,
  };
}

export function personOf(
  { leadId }: LeadAssigned,
  change: Partial<LeadContact> = {},
  contact: Partial<LeadContact['contact']> = {},
): LeadContact {
  const nobody = { phone: null, firstName: 'Ada', lastName: 'Lovelace', name: null, message: 'Please call.' };
  return {
    leadId,
    tenant: 'default',
    workspace: 'main',
    attempt: 1,
    contact: { email: `ada.${leadId}@analytical.io`, ...nobody, ...contact },
    phoneE164: null,
    company: 'Analytical Engines',
    emailKind: 'business',
    consent: 'unknown',
    test: false,
    language: 'en',
    timeZone: 'Europe/London',
    title: 'Countess',
    product: 'engine',
    ...change,
  };
}

export function repOf({ repId }: LeadAssigned, change: Partial<RepContact> = {}): RepContact {
  const email = `grace.${repId}@acme.io`;
  return {
    tenant: 'default',
    workspace: 'main',
    repId,
    name: 'Grace Hopper',
    email,
    phone: '+49301234',
    ...change,
  };
}

export const assignedEmit = (value: LeadAssigned): Emit => ({
  topic: 'lead.assigned',
  record: 'LeadAssigned',
  key: value.leadId,
  value,
});
export const personEmit = (value: LeadContact): Emit => ({
  topic: 'lead.contact',
  record: 'LeadContact',
  key: value.leadId,
  value,
});
export const repEmit = (value: RepContact): Emit => ({
  topic: 'rep.contact',
  record: 'RepContact',
  key: `${value.tenant}/${value.repId}`,
  value,
});
