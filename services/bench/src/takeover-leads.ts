import { type LeadScored, leadIdOf, sha256 } from '@leadline/contracts';
import type { LogEvent } from '@leadline/domain';

/** The one workspace that is filled. */
export const SCOPE = { tenant: 'default', workspace: 'takeover' } as const;

const REPS = 50;
const ids = Array.from({ length: REPS }, (_, index) => `rep-${String(index).padStart(2, '0')}`);
/** No rep speaks it: whose lead has it, waits. */
const UNSPOKEN = 'xx';

/** Reps who are always at work and never full. */
export const repEvents = (occurredAt: number): LogEvent[] =>
  ids.map((repId) => ({
    record: 'RepUpserted',
    value: {
      ...SCOPE, eventId: repId, repId, active: true, territories: ['*'], skills: ['*'], languages: ['en'], tier: 'standard',
      timeZone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5, 6, 7], workStart: 0, workEnd: 1440, capacity: 10_000_000,
      dailyCap: 10_000_000, away: [], occurredAt,
    },
  })); // prettier-ignore

export const leadIdAt = (index: number): string => leadIdOf(SCOPE.tenant, 'web-form', `takeover-${index}`);

/** A lead of a person of its own, in a company of some twenty. */
export function scoredEvent(
  index: number,
  at: number,
  waits = false,
): { record: 'LeadScored'; value: LeadScored } {
  const key = (kind: string, number = index): string => sha256(`${kind} ${number}`).slice(0, 32);
  const identity = [
    { kind: 'mailbox', key: key('mailbox'), name: '' },
    { kind: 'namesakes', key: key('namesakes'), name: '' },
    { kind: 'phone', key: key('phone'), name: key('name') },
    { kind: 'company', key: key('company', Math.floor(index / 20)), name: key('name') },
  ];
  return {
    record: 'LeadScored',
    value: {
      ...SCOPE, leadId: leadIdAt(index), attempt: 1, source: 'web-form', occurredAt: at, receivedAt: at, flags: [],
      personKey: key('mailbox'), identity, accountKey: null, accountOwner: null, country: 'DE', region: null, postalArea: null,
      timeZone: 'Europe/Berlin', language: waits ? UNSPOKEN : 'en', industry: null, employees: null, seniority: null,
      department: null, product: 'meter', dealType: 'new', amount: null, emailKind: 'business', phoneKind: 'mobile',
      quality: { completeness: 1, validity: 1, issues: [] }, engagement: null,
      stages: ['intake', 'enrichment', 'data-quality', 'scoring'].map((stage) => ({ stage, at })), score: 60, scoreReasons: [],
      segment: 'industry', expectedValue: 1_000 + (index % 90) * 100, workMinutes: 30, leadLogit: -1_000_000, repIds: ids,
      repLogits: ids.map((_, rep) => -1_000_000 + ((index * 7 + rep * 13) % 97) * 9_000), modelVersion: 'bench',
    },
  }; // prettier-ignore
}

export const wonEvent = (index: number, occurredAt: number): LogEvent => ({
  record: 'DealOutcome',
  value: {
    ...SCOPE, eventId: `won-${index}`, leadId: leadIdAt(index), outcome: 'won', amount: 1_000, reason: null, occurredAt,
  },
}); // prettier-ignore
