import { fileURLToPath } from 'node:url';
import { type Child, startChild, until } from '@leadline/testkit';
import { lead, policy, rep } from './events.ts';
import { freshScene, place, Stack } from './stack.ts';

const OWNER = fileURLToPath(new URL('beating-owner.ts', import.meta.url));
const LEADS = 3_000;
const REPS = 30;
const where = place(13);
const value = (index: number) => ({ expectedValue: 100 + ((index * 7919) % 5_000) });
/** With it a rep is worth less with every lead, so that a plan for a step has much to weigh. */
const crowding = { congestion: { delay: 150_000 }, price: { perBacklogHour: 0.05, perFullDay: 0.5, perFullCapacity: 1 } }; // prettier-ignore
/** Every rep is another's match: together leads have much to gain. */
const chances = (ids: readonly string[], index: number) =>
  Object.fromEntries(ids.map((id, rank) => [id, -2_000_000 + ((index * 7_368_787 + rank * 15_485_863) % 2_000_000)])); // prettier-ignore
let stack: Stack;
let owner: Child;

beforeAll(async () => {
  stack = await Stack.open(where);
  owner = startChild(OWNER, { TEST_PREFIX: where.prefix, TEST_REDIS: where.redis });
  await owner.said('up');
});
afterAll(async () => {
  await owner.kill();
  await stack.close();
});

test.each([
  ['each alone', false],
  ['together', true],
])(
  '3,000 leads that wait for a shift are served in steps, and no heartbeat comes a second after the one before: %s',
  async (_how, joint) => {
    let isLate = false;
    void owner.said('late').then(
      () => (isLate = true),
      () => {},
    );
    const scene = freshScene();
    const ids = Array.from({ length: REPS }, (_, index) => `r${index}`);
    await stack.send(policy(scene, `joint-${joint}`, { ...crowding, waiting: { joint } }));
    await stack.send(...ids.map((id) => rep(scene, id, { workDays: [] })));
    await stack.send(...Array.from({ length: LEADS }, (_, index) => lead(scene, `l${index}`, chances(ids, index), value(index)))); // prettier-ignore
    await stack.settled();
    expect(await stack.rows('lead.waiting', 'LeadWaiting', scene)).toHaveLength(LEADS);

    // The shift begins in a while; an offset that is a multiple of 1/32 minute has no rounding.
    const begins = Math.ceil((Date.now() + 5_000) / 1_875) * 1_875;
    const timeZone = `Shifted/${720 * 60_000 - (begins % 86_400_000)}`;
    await stack.send(...ids.map((id) => rep(scene, id, { timeZone, workStart: 720 })));
    const assigned = async () => (await stack.rows('lead.assigned', 'LeadAssigned', scene)).length;
    await until('all have a rep', async () => isLate || (await assigned()) === LEADS, 200_000);
    expect(isLate).toBe(false);

    const rows = await stack.rows('assignment.ledger', 'LedgerEntry', scene);
    const steps = Map.groupBy(
      rows.filter(({ kind }) => kind === 'assigned'),
      ({ inputOffset }) => inputOffset,
    );
    expect(Math.max(...[...steps.values()].map((step) => step.length))).toBe(100);
    expect(steps.size).toBeGreaterThanOrEqual(LEADS / 100);
  },
);
