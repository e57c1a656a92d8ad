import { cursorOf, cursorText, isWanted, queryOf } from './lead-query.ts';

const lead = {
  leadId: 'l1',
  received: { source: 'web' },
  status: { reason: 'EMAIL_INVALID', reasons: ['EMAIL_INVALID', 'COUNTRY_UNKNOWN'] },
};

test('a query names a state; the rest has a default', () => {
  expect(queryOf({ state: 'quarantined' })).toEqual({
    state: 'quarantined',
    reason: null,
    source: null,
    limit: 100,
    cursor: null,
  });
  expect(queryOf({ state: 'parked', limit: '7' }).limit).toBe(7);
});

test.each([
  [{}, 'state is missing'],
  [{ state: 'assigned' }, 'state is "assigned"'],
  [{ state: 'parked', limit: '0' }, 'limit'],
  [{ state: 'parked', limit: 'many' }, 'limit'],
  [{ state: 'parked', sort: 'x' }, 'Unknown field sort'],
])('%j is refused', (query, said) => {
  expect(() => queryOf(query)).toThrow(said);
});

test.each([
  [{}, true],
  [{ reason: 'COUNTRY_UNKNOWN' }, true],
  [{ reason: 'SPAM' }, false],
  [{ source: 'web' }, true],
  [{ source: 'chat' }, false],
])('%j finds the lead: %p', (asked, found) => {
  expect(isWanted(queryOf({ state: 'quarantined', ...asked }), lead)).toBe(found);
});

test('a cursor comes back as it went, and anything else is refused', () => {
  const at = { since: 1_790_000_000_000, leadId: 'a-b' };
  expect(cursorOf(cursorText(at))).toEqual(at);
  expect(cursorOf(null)).toBeNull();
  expect(() => cursorOf('nonsense')).toThrow('cursor');
});
