import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../arrivals.ts';
import { audit, leadline } from '../audit.ts';
import { type Ground, openGround } from '../site.ts';
import { figure, table } from '../table.ts';
import { type Build, Fleet, HERE } from './fleet.ts';
import type { Load } from './load.ts';
import { exportOf, idsOf, importInto, shareRegistry } from './registry-copy.ts';

const ASK_MS = 1_000;

type Say = (step: string) => void;

/** What every disaster is done to. `timed` does a step and notes how long it took. */
interface Scene {
  readonly ground: Ground;
  readonly fleet: Fleet;
  readonly build: Build;
  readonly load: Load;
  readonly leads: number;
  readonly timed: <T>(step: string, work: () => Promise<T>) => Promise<T>;
}

/**
 * Redis, the registry and Kafka are lost one after the other, and come back as docs/operate.md says. True: every lead is in
 * one state and has one owner, Redis holds what the ledger says, and every decision would be the same again.
 */
export async function drillRestore(leads: number, say: Say): Promise<boolean> {
  // Processes: their data lies in the folder of the stack, where it can be lost.
  const ground = await openGround({ docker: false, before: shareRegistry });
  const fleet = new Fleet(ground);
  const rows: string[][] = [];
  const timed: Scene['timed'] = async (step, work) => {
    say(step);
    const began = now();
    const result = await work();
    rows.push([step, figure((now() - began) / 1000)]);
    return result;
  };
  try {
    const env = { ...ground.env, LEADLINE_ASSIGNMENT_STATE: stateOf(ground) };
    const build = { name: 'this', root: HERE, env };
    const load = await fleet.open(build, ground.client);
    await timed(`${leads} leads are routed`, () => load.rateOf(leads));
    const scene = { ground, fleet, build, load, leads, timed };
    let well = true;
    for (const lose of [loseRedis, loseRegistry, loseKafka]) {
      await lose(scene);
      well = (await audit(ground.env)) && well;
    }
    process.stdout.write(`\n${table(['step', 's'], rows).join('\n')}\n`);
    return well;
  } finally {
    await fleet.close();
    await ground.close();
  }
}

/** Nothing is done about it: the owners of the partitions write it anew. */
async function loseRedis({ ground, load, leads, timed }: Scene): Promise<void> {
  await load.during(async () => {
    await load.passed(leads);
    await ground.stack.redis.kill();
    await ground.stack.redis.start(); // comes up empty
    await timed('Redis is empty, while leads flow, until it holds what the ledger says', async () => {
      while ((await leadline(['load', 'verify'], ground.env, 'quiet')) !== 0) await pause(ASK_MS);
    });
  });
}

/** Services go on with what they know; those that start need the old contents, ids included. */
async function loseRegistry({ ground, fleet, build, load, leads, timed }: Scene): Promise<void> {
  const { registry } = ground.stack.addresses;
  const copy = await timed('The registry is copied', () => exportOf(registry));
  const before = await idsOf(registry);
  await ground.stack.registry.kill();
  const data = join(ground.stack.folder, 'registry');
  await rm(data, { recursive: true });
  await mkdir(data);
  await load.during(async () => {
    await timed(`The registry is gone, while ${leads} leads flow`, () => load.passed(leads));
  });
  await timed('A registry starts anew', () => ground.stack.registry.start());
  if (Object.keys(await idsOf(registry)).length > 0) throw new Error('The new registry knows schemas.');
  await timed('The copy is read in', () => importInto(registry, copy));
  const after = await idsOf(registry);
  if (JSON.stringify(after) !== JSON.stringify(before))
    throw new Error(`Other ids than before: ${JSON.stringify({ before, after })}`);
  await timed('All services start again, and route', async () => {
    await restartAll(fleet, build, load);
    await load.rateOf(leads);
  });
}

/** What came after the copy is gone from the truth: its senders send it again. */
async function loseKafka(scene: Scene): Promise<void> {
  const { ground, fleet, build, load, leads, timed } = scene;
  const { kafka, folder } = ground.stack;
  const [data, copy] = [join(folder, 'kafka', 'data'), join(folder, 'kafka-copy')];
  await fleet.scaleTo(0, build);
  await timed('Kafka is stopped and copied', async () => {
    await kafka.stop();
    await cp(data, copy, { recursive: true });
    await kafka.start();
  });
  await fleet.scaleTo(1, build);
  await load.moveTo(fleet.intakes[0]!);
  const from = load.sent;
  await load.rateOf(leads);
  await kafka.kill();
  await fleet.scaleTo(0, build);
  await timed('Kafka has lost its disk: the copy takes its place', async () => {
    await rm(data, { recursive: true });
    await cp(copy, data, { recursive: true });
    await kafka.start();
  });
  await timed('State on disk and Redis are thrown away, services start', async () => {
    await rm(stateOf(ground), { recursive: true, force: true });
    await ground.stack.redis.kill();
    await ground.stack.redis.start(); // comes up empty
    await done(leadline(['topics', 'create'], ground.env, 'quiet'), 'topics create');
    await fleet.scaleTo(1, build);
    await load.moveTo(fleet.intakes[0]!);
  });
  await timed(`${leads} leads from after the copy are sent again, and routed`, () => load.repeat(from));
  const assigned = await assignedIn(scene);
  if (assigned !== load.sent) throw new Error(`${load.sent} leads were sent, and ${assigned} are assigned.`);
}

const stateOf = ({ stack }: Pick<Ground, 'stack'>): string => join(stack.folder, 'assignment');

async function restartAll(fleet: Fleet, build: Build, load: Load): Promise<void> {
  await fleet.scaleTo(0, build);
  await fleet.scaleTo(1, build);
  await load.moveTo(fleet.intakes[0]!);
}

async function done(code: Promise<number>, what: string): Promise<void> {
  if ((await code) !== 0) throw new Error(`leadline ${what} ended with ${await code}.`);
}

/** Leads with an assignment on the topic. Counted: ends of a topic count the marks of transactions, too. */
async function assignedIn({ ground }: Scene): Promise<number> {
  const leads = new Set<string>();
  for await (const batch of ground.client.read({ topic: 'lead.assigned' }))
    for (const { key } of batch) if (key !== null) leads.add(key);
  return leads.size;
}
