import type { RecordName, Records } from '@leadline/contracts';
import { sigmoid } from '@leadline/domain';
import { createLeadFold } from './fold.ts';
import type { Evidence } from './lead-facts.ts';

const scope = { leadId: 'l1', tenant: 't', workspace: 'w', attempt: 1 };
const of = <R extends RecordName>(record: R, value: Partial<Records[R]>, timestamp = 0): Evidence =>
  ({ record, value: { ...scope, ...value }, timestamp }) as unknown as Evidence;
const came = of('LeadStatus', {
  occurredAt: 100,
  receivedAt: 5_000,
  state: 'assigned',
  reasons: [],
  outcome: null,
});
const row = (kind: string, at: number, more: Partial<Records['LedgerEntry']> = {}) =>
  of('LedgerEntry', { kind, at, ...more });
const scored = (more: Partial<Records['LeadScored']> = {}) =>
  of('LeadScored', { source: 'chat', repIds: ['anna', 'ben'], repLogits: [1_000_000, -500_000], leadLogit: 200_000, ...more }); // prettier-ignore

const status = (leadId: string) => of('LeadStatus', { leadId, occurredAt: 1, receivedAt: 2 });

function factsOf(...evidence: readonly Evidence[]) {
  const fold = createLeadFold();
  for (const one of evidence) fold.add(one);
  return fold.leads();
}

test('given all that befalls a lead, its facts tell each first time by its own clock, and the last rep', () => {
  const [facts] = factsOf(
    of('LeadStatus', { occurredAt: 100, receivedAt: 5_000, state: 'closed', reasons: [], outcome: 'won' }),
    of('LeadAssigned', { expectedValue: 70 }, 5_900),
    of('LeadAssigned', { expectedValue: 80 }, 9_900),
    row('assigned', 400, { repId: 'anna', path: 'value' }),
    row('assigned', 900, { repId: 'ben', path: 'manual' }),
    scored(),
    of('DealOutcome', { outcome: 'contacted', occurredAt: 2_000 }),
    of('DealOutcome', { outcome: 'contacted', occurredAt: 1_500 }),
    of('DealOutcome', { outcome: 'won', occurredAt: 1_000 }),
    of('OutreachSent', { channel: 'rep-email', at: 6_000 }),
    of('OutreachSent', { channel: 'email', at: 6_400 }),
  );
  expect(facts).toEqual({
    leadId: 'l1', tenant: 't', workspace: 'w', clock: 'live', occurredAt: 100, receivedAt: 5_000, state: 'closed', source: 'chat',
    reasons: [], outcome: 'won', assignedAt: 400, assignedWallAt: 5_900, messagedAt: 6_400, unmessaged: null, contactedAt: 1_500,
    waits: [], repId: 'ben', path: 'manual', value: 80, chance: sigmoid(-0.5),
  }); // prettier-ignore
});

test('given a lead that nobody has put into canonical values, it is in flight and its source as it was sent is not told', () => {
  const received = of('LeadReceived', { occurredAt: 1, receivedAt: 2, source: 'from ada@lovelace.dev' });
  const later = of('LeadReceived', { occurredAt: 8, receivedAt: 9 });
  expect(factsOf(received, later)).toMatchObject([
    { state: 'inFlight', source: null, occurredAt: 1, receivedAt: 2, clock: 'live' },
  ]);
});

test('given an outcome of a lead that never came, there is no lead', () => {
  expect(factsOf(of('DealOutcome', { outcome: 'contacted', occurredAt: 1 }), row('held', 1))).toEqual([]);
});

test('given a workspace that changes its clock, each lead has the clock under which it came', () => {
  const clockSet = (reason: string) => row('clock-set', 1, { leadId: null, reason });
  const leads = factsOf(
    ...['l1', 'l2', 'l3'].map(status),
    row('assigned', 1, { leadId: 'l1' }),
    clockSet('event'),
    row('assigned', 2, { leadId: 'l2' }),
    row('closed', 3, { leadId: 'l1' }),
    row('clock-set', 4, { leadId: null, workspace: 'other', reason: 'live' }),
    row('waiting', 5, { leadId: 'l3' }),
    clockSet('live'),
  );
  expect(leads.map(({ leadId, clock }) => [leadId, clock])).toEqual([
    ['l1', 'live'],
    ['l2', 'event'],
    ['l3', 'event'],
  ]);
});

test('given a lead that waits, is put into the line again and passes its deadline, it is one wait until it has a rep', () => {
  const [facts] = factsOf(
    came,
    row('waiting', 10, { reason: 'NO_CANDIDATE' }),
    row('escalated', 50),
    row('waiting', 60, { reason: 'OWNER_OUT_OF_HOURS' }),
    row('contacted', 65),
    row('assigned', 70),
    row('released', 80),
    row('waiting', 80, { reason: 'OWNER_OUT_OF_HOURS' }),
  );
  expect(facts?.waits).toEqual([
    { reason: 'NO_CANDIDATE', from: 10, to: 70, end: 'assigned', overdue: true },
    { reason: 'OWNER_OUT_OF_HOURS', from: 80, to: null, end: null, overdue: false },
  ]);
});

test('given a lead that was handed on, its waits are those of each workspace, and it is where it came last', () => {
  const there = { workspace: 'apac' };
  const [facts] = factsOf(
    of('LeadStatus', { ...there, occurredAt: 1, receivedAt: 2, state: 'assigned', hop: 1 }),
    of('LeadStatus', { occurredAt: 1, receivedAt: 2, state: 'transferred', hop: 0 }),
    row('waiting', 60, { ...there, reason: 'NO_CANDIDATE' }),
    row('assigned', 70, { ...there, repId: 'kim', path: 'value' }),
    row('waiting', 10, { reason: 'NO_CANDIDATE' }),
    row('transferred', 60),
  );
  expect(facts).toMatchObject({ ...there, state: 'assigned', repId: 'kim', assignedAt: 70 });
  expect(facts?.waits.map(({ from, to, end }) => [from, to, end])).toEqual([
    [60, 70, 'assigned'],
    [10, 60, 'transferred'],
  ]);
});

test('given a lead that was handed on, rep and value are of the later assignment, whichever workspace is read first', () => {
  const there = { workspace: 'apac', at: 900, assignedAt: 900, seq: 3 };
  const here = { workspace: 'w', at: 400, assignedAt: 400, seq: 70 };
  const at = (place: typeof here, repId: string, expectedValue: number) => [
    of('LeadAssigned', { ...place, expectedValue }),
    row('assigned', place.at, { ...place, repId }),
  ];
  const [first, second] = [at(here, 'anna', 70), at(there, 'kim', 80)];
  for (const read of [
    [...first, ...second],
    [...second, ...first],
  ])
    expect(factsOf(came, ...read)).toMatchObject([{ repId: 'kim', value: 80, assignedAt: 400 }]);
});

test('given a lead that was handed on, its clock is that of where it is, though the other ledger is read first', () => {
  const there = { workspace: 'apac' };
  const leads = factsOf(
    of('LeadStatus', { ...there, occurredAt: 1, receivedAt: 2, state: 'assigned', hop: 1 }),
    row('transferred', 60),
    row('clock-set', 1, { ...there, leadId: null, reason: 'event' }),
    row('assigned', 70, { ...there, repId: 'kim' }),
    row('clock-set', 90, { ...there, leadId: null, reason: 'live' }),
  );
  expect(leads).toMatchObject([{ ...there, clock: 'event' }]);
});

test.each([
  ['of a rep that the model does not know, it is that of an average one', 'cleo', [scored()], 0.2],
  [
    'of a second record of an attempt, it does not count',
    'anna',
    [scored(), scored({ repLogits: [3_000_000, 0] })],
    1,
  ],
  [
    'of a higher attempt, it counts',
    'anna',
    [scored(), scored({ attempt: 2, repLogits: [3_000_000, 0] })],
    3,
  ],
])('given a chance %s', (_, repId, scores, logit) => {
  expect(factsOf(came, row('assigned', 1, { repId }), ...scores)[0]?.chance).toBe(sigmoid(logit));
});

test('given a lead that was repaired, its source is that of the later attempt', () => {
  const quarantined = of('LeadQuarantined', { source: 'phone' });
  expect(factsOf(came, quarantined)[0]?.source).toBe('phone');
  expect(factsOf(came, scored({ attempt: 2, source: 'chat' }), quarantined)[0]?.source).toBe('chat');
});

test('given assignments without a message, the reason is that of the last', () => {
  const [facts] = factsOf(
    came,
    of('OutreachSkipped', { channel: 'email', attempt: 1, reason: 'QUIET_HOURS' }),
    of('OutreachFailed', { channel: 'email', attempt: 2, errorCode: '550' }),
    of('OutreachFailed', { channel: 'rep-email', attempt: 3, errorCode: '551' }),
  );
  expect(facts).toMatchObject({ messagedAt: null, unmessaged: '550' });
});
