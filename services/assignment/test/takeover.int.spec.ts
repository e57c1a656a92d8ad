import { type Child, startChild } from '@leadline/testkit';
import { fileURLToPath } from 'node:url';
import { lead, leadId, rep } from './events.ts';
import { freshScene, place, Stack, until } from './stack.ts';

const OWNER = fileURLToPath(new URL('owner.ts', import.meta.url));
const where = place(11);
const children: Child[] = [];
let stack: Stack;

beforeAll(async () => {
  stack = await Stack.open(where);
}, 60_000);
afterAll(async () => {
  await Promise.all(children.map((child) => child.kill()));
  await stack.close();
});

async function startOwner(): Promise<Child> {
  const child = startChild(OWNER, { TEST_PREFIX: where.prefix, TEST_REDIS: where.redis });
  children.push(child);
  await child.said('up');
  return child;
}

test("a killed owner's idle partition with a due timer is taken over, and the timer fires within 15 s", async () => {
  const scene = freshScene();
  const first = await startOwner();
  // The shift begins in a few seconds; an offset that is a multiple of 1/32 minute has no rounding.
  const begins = Math.ceil((Date.now() + 4_000) / 1_875) * 1_875;
  const noon = 720 * 60_000;
  const timeZone = `Shifted/${noon - (begins % 86_400_000)}`;
  await stack.send(rep(scene, 'anna', { timeZone, workStart: 720 }), lead(scene, 'a', { anna: 0 }));
  await stack.settled();
  expect(await stack.rows('lead.waiting', 'LeadWaiting', scene)).toMatchObject([
    { leadId: leadId(scene, 'a') },
  ]);
  expect(await stack.rows('lead.assigned', 'LeadAssigned', scene)).toEqual([]);

  await startOwner();
  await stack.settled();
  await Promise.all([first.kill(), until('the timer is due', async () => Date.now() > begins)]);
  const assigned = () => stack.rows('lead.assigned', 'LeadAssigned', scene);
  await until('the timer fires', async () => (await assigned()).length > 0, 15_000);
  expect(await assigned()).toMatchObject([{ leadId: leadId(scene, 'a'), repId: 'anna' }]);
}, 90_000);
