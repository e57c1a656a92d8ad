import * as fc from 'fast-check';
import { assigned, lead } from '../../test/facts.ts';
import { reportOf } from './report.ts';

const rate = (count: number, of: number) => expect.objectContaining({ count, of });
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const anyLead = fc
  .record({
    source: fc.constantFrom('chat', 'phone', null),
    path: fc.constantFrom('value', 'owner'),
    repId: fc.constantFrom('anna', 'ben'),
    outcome: fc.constantFrom('won', 'lost', 'released', null),
    workspace: fc.constantFrom('w', 'v'),
    state: fc.constantFrom('assigned', 'waiting', 'quarantined', 'inFlight'),
    assignedAt: fc.constantFrom(null, 5),
    occurredAt: fc.integer({ min: 0, max: 9 }),
  })
  .map((said) => lead(said as Parameters<typeof lead>[0]));
const selection = (from: number, to: number) => ({ period: { from, to }, tenant: null, workspace: null });

test('whatever the leads, parts add up to their whole, and so do periods', () => {
  fc.assert(
    fc.property(fc.array(anyLead), fc.integer({ min: 0, max: 9 }), (leads, cut) => {
      const { states, conversion, reps, ...rest } = reportOf(leads, selection(-Infinity, Infinity), 0);
      const { all, bySource, byPath, bySourceAndPath } = conversion;
      expect(sum(states.map((one) => one.leads.count))).toBe(leads.length);
      expect(all.won.count + all.lost + all.otherEnds + all.open).toBe(all.assigned);
      for (const rows of [bySource, byPath, bySourceAndPath])
        expect(sum(rows.map((row) => row.assigned))).toBe(all.assigned);
      expect(sum(reps.map(({ share }) => share.count))).toBe(all.assigned);
      expect(sum(rest.quarantine.sources.map(({ quarantined }) => quarantined.of))).toBe(leads.length);
      const before = reportOf(leads, selection(-Infinity, cut), 0).leads;
      expect(before + reportOf(leads, selection(cut, Infinity), 0).leads).toBe(leads.length);
    }),
  );
});

test('given a choice of tenant, workspace and period, other leads do not count; a lead at `to` does not', () => {
  const leads = [
    lead({ occurredAt: 5 }),
    lead({ occurredAt: 4 }),
    lead({ occurredAt: 8 }),
    lead({ occurredAt: 6, tenant: 'u' }),
    lead({ occurredAt: 6, workspace: 'v' }),
  ];
  const report = reportOf(leads, { period: { from: 5, to: 8 }, tenant: 't', workspace: 'w' }, 77);
  expect(report).toMatchObject({ leads: 1, from: 5, to: 8, tenant: 't', workspace: 'w', asOf: 77 });
});

test('given leads with a rep and no message, the reasons are counted; none means not yet', () => {
  const leads = [
    assigned({ unmessaged: 'NO_ADDRESS' }),
    assigned(),
    assigned({ messagedAt: 3, unmessaged: 'X' }),
    lead(),
  ];
  expect(reportOf(leads, selection(-Infinity, Infinity), 0).unmessaged).toEqual([
    { reason: 'NO_ADDRESS', leads: rate(1, 3) },
    { reason: null, leads: rate(1, 3) },
  ]);
});
