import { sha256, type LeadScored, type RepUpserted } from '@leadline/contracts';
import { createWorkspace, defaultPolicy, foldEvent, type LogEvent, type Policy } from '@leadline/domain';
import type { DecisionRow } from '../src/audit/replay.ts';

const TUESDAY_NOON = Date.parse('2026-03-24T12:00:00Z');
const scope = { tenant: 'default', workspace: 'main' };
const zone = () => ({ untils: [Infinity], offsets: [0] });
const SEGMENTS = ['enterprise', 'mid', 'small'] as const;

const rep = (repId: string, capacity: number): RepUpserted => ({
  ...scope, eventId: `rep-${repId}`, repId, active: true, territories: ['*'], skills: ['*'], languages: [], tier: 'a',
  timeZone: 'UTC', workDays: [1, 2, 3, 4, 5], workStart: 0, workEnd: 1440, capacity, dailyCap: 1_000_000, away: [], by: null, reason: null, occurredAt: TUESDAY_NOON,
}); // prettier-ignore

const scored = (index: number, repIds: readonly string[]): LeadScored => ({
  ...scope, leadId: `l${index}`, attempt: 1, source: 'web', occurredAt: TUESDAY_NOON, receivedAt: TUESDAY_NOON, flags: [], personKey: `p${index}`,
  identity: [], accountKey: null, accountOwner: null, country: 'DE', region: null, postalArea: null, timeZone: null, language: null, industry: null,
  employees: null, seniority: null, department: null, product: null, dealType: null, amount: null, emailKind: 'company',
  phoneKind: 'none', quality: { completeness: 1, validity: 1, issues: [] }, engagement: null, stages: [], score: 50, scoreReasons: [],
  segment: SEGMENTS[index % 3]!, expectedValue: [50_000, 8_000, 900][index % 3]!, workMinutes: 60, leadLogit: -1_500_000, repIds,
  // Each rep is good at other leads.
  repLogits: repIds.map((_, position) => -2_000_000 + (((index + 7 * position) % 11) * 150_000)), modelVersion: 'm1',
}); // prettier-ignore

/** What assignment records while leads come to reps, with what it names by hash. */
export function decisionsOf(
  leads: number,
  reps: number,
  policy: Policy = defaultPolicy,
): readonly DecisionRow[] {
  const state = createWorkspace(scope.tenant, scope.workspace, { policy });
  const repIds = Array.from({ length: reps }, (_, index) => `r${String(index).padStart(3, '0')}`);
  const rows: DecisionRow[] = [];
  let offset = 0;
  const fold = (event: LogEvent): void => {
    const appendedAt = TUESDAY_NOON + offset;
    const { contents, decisions } = foldEvent(state, event, { offset, appendedAt, sha256, zone });
    rows.push(...contents.map((value) => ({ record: 'ContentStored' as const, value })));
    rows.push(...decisions.map((value) => ({ record: 'DecisionRecorded' as const, value })));
    offset += 1;
  };
  for (const repId of repIds)
    fold({ record: 'RepUpserted', value: rep(repId, 2 + Math.ceil((2 * leads) / reps)) });
  for (let index = 0; index < leads; index += 1) fold({ record: 'LeadScored', value: scored(index, repIds) });
  return rows;
}
