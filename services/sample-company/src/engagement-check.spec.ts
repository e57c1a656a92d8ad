import type { LeadScored } from '@leadline/contracts';
import { checkEngagement } from './engagement-check.ts';
import { idsOf } from './truth-check.ts';
import { browsingOf } from './world/engagements.ts';
import { createWorld } from './world/world.ts';

const world = createWorld('spec', { leads: 200, history: 10 });
const ids = idsOf(world);
const { before } = browsingOf(world);

/** Every lead carries what its person did before it, and so much more. */
function scored(more: number): ReadonlyMap<string, LeadScored> {
  const leads = [...before].map(([key, count]) => {
    const windows = [{ days: 90, pages: count - 1 + more, emails: 1, forms: 0, events: 0 }];
    return { leadId: ids.get(key)!, engagement: { windows } } as unknown as LeadScored;
  });
  return new Map(leads.map((lead) => [lead.leadId, lead]));
}

test('leads that carry just what was done before them are right', () => {
  expect(before.size).toBeGreaterThan(10);
  expect(checkEngagement(world, { scored: scored(0) })).toEqual({
    leads: before.size,
    right: before.size,
    first: null,
  });
});

test.each([-1, 1])('given %p more, the first lead that is wrong is named', (more) => {
  const { right, first } = checkEngagement(world, { scored: scored(more) });
  expect(right).toBe(0);
  expect(first).toMatch(/^[0-9a-f-]{36} carries \d+ of \d+$/);
});

test('a lead that was never scored is nobody’s fault here', () => {
  expect(checkEngagement(world, { scored: new Map() })).toEqual({ leads: 0, right: 0, first: null });
});
