import type { RecordName, Records } from '@leadline/contracts';
import type { Evidence } from '../src/report/facts/lead-facts.ts';

const emea = { tenant: 't', workspace: 'emea', attempt: 1 };
const apac = { ...emea, workspace: 'apac' };

const of = <R extends RecordName>(record: R, timestamp: number, value: Partial<Records[R]>): Evidence =>
  ({ record, value, timestamp }) as unknown as Evidence;
const row = (value: Partial<Records['LedgerEntry']>) => of('LedgerEntry', 0, value);
const came = (leadId: string) => ({ leadId, occurredAt: 1_000, receivedAt: 90_000 });
const status = (leadId: string, value: Partial<Records['LeadStatus']>) =>
  of('LeadStatus', 0, {
    ...came(leadId),
    state: 'assigned',
    reasons: [],
    outcome: null,
    hop: 0,
    seq: 1,
    ...value,
  });
const scored = (leadId: string) =>
  of('LeadScored', 0, {
    ...emea,
    leadId,
    source: 'chat',
    repIds: ['kim'],
    repLogits: [500_000],
    leadLogit: -500_000,
  });

/**
 * What the topics of a report say of two workspaces on event clocks, each topic in the order in which it is read. `stayed` is
 * assigned where it came; `sent` waits and is handed on; `back` is taken from its rep first, long after whom, by the count of
 * rows there, it gets one in the other workspace; `new` has been accepted and no more.
 */
export const REPORT_HISTORY: readonly Evidence[] = [
  ...['stayed', 'sent', 'back', 'new'].map((leadId) => of('LeadReceived', 0, { ...emea, ...came(leadId) })),
  status('stayed', emea),
  status('sent', { ...emea, state: 'transferred', seq: 60 }),
  status('sent', { ...apac, hop: 1, seq: 3 }),
  status('back', { ...apac, hop: 1, seq: 4 }),
  status('back', { ...emea, state: 'transferred', seq: 61 }),
  of('LeadAssigned', 91_000, { ...emea, leadId: 'stayed', assignedAt: 2_000, seq: 40, expectedValue: 10 }),
  of('LeadAssigned', 93_000, { ...apac, leadId: 'sent', assignedAt: 7_000, seq: 3, expectedValue: 200 }),
  of('LeadAssigned', 92_000, { ...emea, leadId: 'back', assignedAt: 3_000, seq: 41, expectedValue: 3_000 }),
  of('LeadAssigned', 94_000, { ...apac, leadId: 'back', assignedAt: 8_000, seq: 4, expectedValue: 4_000 }),
  row({ ...emea, leadId: null, kind: 'clock-set', reason: 'event', at: 0, seq: 1 }),
  row({ ...emea, leadId: 'stayed', kind: 'assigned', repId: 'ann', path: 'value', at: 2_000, seq: 40 }),
  row({ ...emea, leadId: 'back', kind: 'assigned', repId: 'ann', path: 'value', at: 3_000, seq: 41 }),
  row({ ...emea, leadId: 'sent', kind: 'waiting', reason: 'NO_CANDIDATE', at: 3_000, seq: 42 }),
  row({ ...emea, leadId: 'back', kind: 'waiting', reason: 'NO_CANDIDATE', at: 4_000, seq: 43 }),
  row({ ...emea, leadId: 'sent', kind: 'transferred', reason: 'apac', at: 7_000, seq: 60 }),
  row({ ...emea, leadId: 'back', kind: 'transferred', reason: 'apac', at: 8_000, seq: 61 }),
  row({ ...apac, leadId: null, kind: 'clock-set', reason: 'event', at: 0, seq: 1 }),
  row({ ...apac, leadId: 'sent', kind: 'assigned', repId: 'kim', path: 'overflow', at: 7_000, seq: 3 }),
  row({ ...apac, leadId: 'back', kind: 'assigned', repId: 'kim', path: 'overflow', at: 8_000, seq: 4 }),
  ...['stayed', 'sent', 'back'].map(scored),
];
