import { fileURLToPath } from 'node:url';
import { TOPICS, workspacePartition } from '@leadline/contracts';
import { type Child, startChild, until } from '@leadline/testkit';
import { lead, leadId, rep, type Scene } from './events.ts';
import { freshScene, place, Stack } from './stack.ts';

const OWNER = fileURLToPath(new URL('owner.ts', import.meta.url));
const PARTITIONS = TOPICS['assignment.in'].partitions;
const where = place(11);
const children: Child[] = [];
let stack: Stack;

beforeAll(async () => {
  stack = await Stack.open(where);
});
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

/** A workspace on each partition: so the dead owner has held one of them. */
const scenes = Array.from({ length: PARTITIONS }, (_, partition) => sceneOn(partition));

function sceneOn(partition: number): Scene {
  const scene = freshScene();
  const { tenant, workspace } = scene;
  return workspacePartition(tenant, workspace, PARTITIONS) === partition ? scene : sceneOn(partition);
}

test("a killed owner's idle partition with a due timer is taken over, and the timer fires within 15 s", async () => {
  const first = await startOwner();
  // The shift begins in a while; an offset that is a multiple of 1/32 minute has no rounding.
  const begins = Math.ceil((Date.now() + 15_000) / 1_875) * 1_875;
  const noon = 720 * 60_000;
  const timeZone = `Shifted/${noon - (begins % 86_400_000)}`;
  for (const scene of scenes)
    await stack.send(rep(scene, 'anna', { timeZone, workStart: 720 }), lead(scene, 'a', { anna: 0 }));
  await stack.settled();
  const leads = scenes.map((scene) => leadId(scene, 'a')).toSorted();
  const waiting = await stack.rows('lead.waiting', 'LeadWaiting');
  expect(waiting.map((row) => row.leadId).toSorted()).toEqual(leads);
  expect(await stack.rows('lead.assigned', 'LeadAssigned')).toEqual([]);

  await startOwner();
  await stack.settled();
  await Promise.all([first.kill(), until('the timers are due', async () => Date.now() > begins)]);
  const assigned = () => stack.rows('lead.assigned', 'LeadAssigned');
  await until('the timers fire', async () => (await assigned()).length >= PARTITIONS, 15_000);
  expect((await assigned()).map((row) => row.leadId).toSorted()).toEqual(leads);
});
