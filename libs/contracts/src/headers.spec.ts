import { contextOf, headersOf } from './headers.ts';
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

test('the same record has the same headers, the next change of a key another id', () => {
  expect(headersOf(changed(1), context, 'a')).toEqual(headersOf(changed(1), context, 'a'));
  expect(headersOf(changed(1), context, 'a')['ce_id']).not.toBe(headersOf(changed(2), context, 'a')['ce_id']);
});

test('a trace goes on through a stage; without one, all records of a lead share one', () => {
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  expect(headersOf(tick, { ...context, traceparent }, 'x')['traceparent']).toContain(`00-${'a'.repeat(32)}-`);
  const traceOf = (emit: Emit) => headersOf(emit, context, 'x')['traceparent']!.split('-')[1];
  expect(traceOf(tick)).toBe(traceOf(changed(1)));
});

test('records of producers that send no headers have a context, too', () => {
  expect(contextOf({})).toEqual({ tenant: 'default', workspace: '', subject: null, traceparent: null });
});
