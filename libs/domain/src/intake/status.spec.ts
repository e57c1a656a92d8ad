import { leadAnswer, newsOfOutreach, newsOfReceived, newsOfStatus, unfitAnswer } from './status.ts';

const received = {
  tenant: 'acme',
  leadId: 'l1',
  attempt: 1,
  workspace: 'emea',
  source: 'web',
  occurredAt: 1,
  receivedAt: 2,
  flags: [],
  contact: { email: 'ada@lovelace.test' },
  stages: [{ stage: 'intake', at: 2 }],
};

test('the read model keeps nothing about the person', () => {
  expect(JSON.stringify(newsOfReceived(received))).not.toContain('ada');
});

test('the read model knows where the words of a lead lie', () => {
  const place = { partition: 3, offset: 7n };
  expect(newsOfReceived({ ...received, attempt: 2 }, place).body).toEqual({ attempt: 2, ...place });
  expect(newsOfReceived(received)).not.toHaveProperty('body');
});

test('a lead that has to be mended is listed with why, and without its stages', () => {
  const status = { state: 'quarantined', reasons: ['SPAM'], seq: 4, stages: [] };
  const row = unfitAnswer('l1', { received: { source: 'web' }, status });
  expect(row).toMatchObject({ leadId: 'l1', state: 'quarantined', source: 'web', reasons: ['SPAM'] });
  expect(row).not.toHaveProperty('stages');
});

test('an assigned lead has the broker time as its stage `assigned`; a waiting one has none', () => {
  const status = {
    tenant: 'acme',
    leadId: 'l1',
    state: 'assigned',
    since: 1,
    seq: 4,
    hop: 0,
    stages: [{ stage: 'intake', at: 2 }],
  };
  expect(newsOfStatus(status, 9).stages).toEqual([
    { stage: 'intake', at: 2 },
    { stage: 'assigned', at: 9 },
  ]);
  expect(newsOfStatus({ ...status, state: 'waiting' }, 9).stages).toEqual([{ stage: 'intake', at: 2 }]);
  expect(newsOfStatus(status, 9).status?.unfit).toBeNull();
  expect(newsOfStatus({ ...status, state: 'parked' }, 9).status?.unfit).toEqual({
    state: 'parked',
    since: 1,
  });
});

test('what a workspace says of a lead stands above all that one before it has said, whatever their rows are numbered', () => {
  const status = { tenant: 'acme', leadId: 'l1', state: 'transferred', since: 1, stages: [] };
  const place = (seq: number, hop: number) => newsOfStatus({ ...status, seq, hop }, 9).status?.seq ?? 0;
  expect(place(1, 1)).toBeGreaterThan(place(987_654_321, 0));
  expect(place(1, 2)).toBeGreaterThan(place(987_654_321, 1));
  expect(place(5, 1)).toBeGreaterThan(place(4, 1));
});

test('only first contacts with the lead count as outreach', () => {
  const sent = { tenant: 'acme', leadId: 'l1', attempt: 1, repId: 'r1', channel: 'email', at: 7 };
  expect(newsOfOutreach('sent', sent)?.stages).toEqual([{ stage: 'outreach', at: 7 }]);
  expect(newsOfOutreach('skipped', { ...sent, reason: 'NO_ADDRESS' })?.stages).toEqual([]);
  expect(newsOfOutreach('sent', { ...sent, channel: 'rep-email' })).toBeNull();
});

test('a lead is in flight until it has a status', () => {
  const held = { received: { workspace: 'emea' }, status: null, outreach: null, stages: [] };
  expect(leadAnswer('l1', held)).toMatchObject({ leadId: 'l1', state: 'inFlight', workspace: 'emea' });
  expect(leadAnswer('l1', { ...held, status: { state: 'waiting' } })).toMatchObject({ state: 'waiting' });
});
