import { actorOf, contextOf, headersOf } from './headers.ts';
import type { Emit, EventContext } from './types.ts';

const context: EventContext = { tenant: 't', workspace: 'w', subject: 'lead-1', traceparent: null };
const tick: Emit = {
  topic: 'assignment.in',
  record: 'Ticked',
  key: 'w',
  value: { eventId: 'e1', tenant: 't', workspace: 'w', dueAt: 5 },
};
const changed = (seq: number): Emit => ({
  topic: 'assignment.state',
  record: 'StateChanged',
  key: 'w/lead-1',
  value: { tenant: 't', workspace: 'w', key: 'lead-1', layout: 1, seq, body: '{}' },
});

test('headers are CloudEvents in binary mode, and give the context back', () => {
  const headers = headersOf(tick, context, 'assignment');
  expect(headers).toMatchObject({
    ce_specversion: '1.0',
    ce_id: 'e1',
    ce_type: 'Ticked',
    ce_source: '/leadline/assignment',
    ce_subject: 'lead-1',
    'content-type': 'application/avro',
  });
  expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(contextOf(headers)).toEqual({ ...context, traceparent: headers['traceparent'] });
});

test('a record from outside carries the id of its key; what a stage makes of it does not', () => {
  const headers = headersOf(tick, { ...context, actor: 'k1' }, 'intake');
  expect(headers).toMatchObject({ ce_authtype: 'api_key', ce_authid: 'k1' });
  expect(actorOf(headers)).toBe('k1');
  const next = headersOf(tick, contextOf(headers), 'enrichment');
  expect(actorOf(next)).toBeNull();
  expect(Object.keys(next)).not.toContain('ce_authtype');
});

test('the same record has the same headers, the next change of a key another id', () => {
  expect(headersOf(changed(1), context, 'a')).toEqual(headersOf(changed(1), context, 'a'));
  expect(headersOf(changed(1), context, 'a')['ce_id']).not.toBe(headersOf(changed(2), context, 'a')['ce_id']);
});

test('a trace goes on through a stage; without one, all records of a lead share one', () => {
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  expect(headersOf(tick, { ...context, traceparent }, 'x')['traceparent']).toBe(traceparent);
  const traceOf = (emit: Emit) => headersOf(emit, context, 'x')['traceparent']!.split('-')[1];
  expect(traceOf(tick)).toBe(traceOf(changed(1)));
});

test('records of producers that send no headers have a context, too', () => {
  expect(contextOf({})).toEqual({ tenant: 'default', workspace: '', subject: null, traceparent: null });
});

test.each([
  '',
  'x',
  `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
  `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01-p@firm.com`,
])('a traceparent that is none (%p) is not handed on', (traceparent) => {
  const header = headersOf(tick, { ...context, traceparent }, 'x')['traceparent'];
  expect(header).toBe(headersOf(tick, context, 'x')['traceparent']);
  expect(header).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});

const idOf = (emit: unknown): string => headersOf(emit as Emit, context, 'x')['ce_id']!;
const lead = { leadId: 'L1', tenant: 't', workspace: 'w', attempt: 1 };
const rep = { tenant: 't', workspace: 'w', repId: 'r1', name: 'Ada', email: 'ada@acme.io', phone: null };
const account = {
  tenant: 't',
  workspace: 'w',
  accountId: 'a',
  name: 'ACME',
  domain: null,
  industry: null,
  country: null,
};
const claim = { group: 'assignment', partition: 1, owner: 'o' };
const state = { tenant: 't', workspace: 'w', key: 'clock', layout: 1, seq: 4 };

test.each([
  [
    'OutreachSent',
    { ...lead, repId: 'r', channel: 'email', messageId: 'm1' },
    { channel: 'rep-email', messageId: 'm2' },
  ],
  ['OutreachFailed', { ...lead, repId: 'r', channel: 'email', messageId: 'm1' }, { repId: 'r2' }],
  ['OutreachSkipped', { ...lead, repId: 'r', channel: 'email', reason: 'NO_CONSENT' }, { repId: 'r2' }],
  ['DecisionRecorded', { ...lead, capsuleHash: 'waiting' }, { capsuleHash: 'assigned' }],
  ['LedgerEntry', { ...lead, seq: 1, capsuleHash: 'one' }, { seq: 2 }],
  ['LedgerEntry', { ...lead, seq: 1, leadId: null }, { tenant: 't2' }],
  ['LeadScored', { ...lead, stages: [] }, { leadId: 'L2' }],
  ['RepContact', rep, { phone: '1' }],
  ['AccountUpserted', { ...account, employees: null, ownerRepId: null }, { employees: 9 }],
  ['OwnerClaimed', { ...claim, claimedAt: 5 }, { claimedAt: 6 }],
  ['StateChanged', { ...state, body: '{}' }, { body: '[]' }],
])('ce_id: the same %s has the same, another one of its key another', (record, value, other) => {
  const emit = (more: object) => ({ topic: 'x', record, key: 'w', value: { ...value, ...more } });
  expect(idOf(emit({}))).toBe(idOf(emit({})));
  expect(idOf(emit(other))).not.toBe(idOf(emit({})));
});

const enriched = (at: number) => ({
  record: 'LeadEnriched',
  key: 'L1',
  value: { ...lead, stages: [{ stage: 'x', at }] },
});

test('ce_id: a redelivered input gives the same, although its outputs hold other wall clock times', () => {
  expect(idOf(enriched(1))).toBe(idOf(enriched(2)));
});

test.each([
  '00-1-2-01',
  `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
  `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`,
])('a header that is no traceparent (%p) is none', (traceparent) =>
  expect(contextOf({ traceparent }).traceparent).toBeNull(),
);
