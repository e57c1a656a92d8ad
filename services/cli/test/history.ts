import { createHash } from 'node:crypto';
import type {
  DealOutcome,
  LeadScored,
  LedgerEntry,
  LeadSettled,
  LeadStatus,
  RepUpserted,
} from '@leadline/contracts';
import { createWorkspace, foldEvent, type LogEvent } from '@leadline/domain';
import type { DecisionRow } from '../src/audit/replay.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const MONDAY_NOON = Date.parse('2026-11-23T12:00:00Z');
const scope = { tenant: 'default', workspace: 'emea' };

const rep: RepUpserted = {
  ...scope, eventId: 'rep-anna', repId: 'anna', active: true, territories: ['*'], skills: ['*'], languages: [], tier: 'a',
  timeZone: 'UTC', workDays: [1, 2, 3, 4, 5], workStart: 0, workEnd: 1440, capacity: 3, dailyCap: 9, away: [], by: null, reason: null, occurredAt: MONDAY_NOON,
}; // prettier-ignore

const scored = (leadId: string): LeadScored => ({
  ...scope, leadId, attempt: 1, source: 'web', occurredAt: MONDAY_NOON, receivedAt: MONDAY_NOON, flags: [], personKey: leadId, identity: [],
  accountKey: null, accountOwner: null, country: 'DE', region: null, postalArea: null, timeZone: null, language: null, industry: null,
  employees: null, seniority: null, department: null, product: null, dealType: null, amount: null, emailKind: 'company',
  phoneKind: 'none', quality: { completeness: 1, validity: 1, issues: [] }, engagement: null, stages: [], score: 50, scoreReasons: [],
  segment: 's', expectedValue: 1000, workMinutes: 60, leadLogit: 0, repIds: ['anna'], repLogits: [100_000], modelVersion: 'm1',
}); // prettier-ignore

const won = (leadId: string): DealOutcome => ({
  ...scope, eventId: `won-${leadId}`, leadId, outcome: 'won', amount: null, reason: null, occurredAt: MONDAY_NOON,
}); // prettier-ignore

/** What assignment wrote while five leads came to one rep with room for three, and the first was won. */
export function history() {
  const state = createWorkspace(scope.tenant, scope.workspace);
  const events: readonly LogEvent[] = [
    { record: 'RepUpserted', value: rep },
    ...['l1', 'l2', 'l3', 'l4', 'l5'].map((leadId) => ({
      record: 'LeadScored' as const,
      value: scored(leadId),
    })),
    { record: 'DealOutcome', value: won('l1') },
  ];
  const ledger: LedgerEntry[] = [];
  const decisions: DecisionRow[] = [];
  const statuses: LeadStatus[] = [];
  const settled: LeadSettled[] = [];
  for (const [offset, event] of events.entries()) {
    const appendedAt = MONDAY_NOON + offset;
    const result = foldEvent(state, event, {
      offset,
      appendedAt,
      sha256,
      zone: () => ({ untils: [Infinity], offsets: [0] }),
    });
    ledger.push(...result.ledger);
    decisions.push(...result.contents.map((value) => ({ record: 'ContentStored' as const, value })));
    decisions.push(...result.decisions.map((value) => ({ record: 'DecisionRecorded' as const, value })));
    statuses.push(...result.statuses);
    settled.push(...result.settled);
  }
  const received = new Map(
    ['l1', 'l2', 'l3', 'l4', 'l5'].map((leadId) => [leadId, { leadId, receivedAt: MONDAY_NOON }]),
  );
  return { ledger, decisions, statuses, settled, received, now: MONDAY_NOON + 1000 };
}
