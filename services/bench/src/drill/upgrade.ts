import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SCHEMAS } from '@leadline/contracts';
import { environmentOf, upStack } from '@leadline/local';
import { connectKafka } from '@leadline/stream';
import { audit } from '../audit.ts';
import { NotUp } from '../child.ts';
import { table } from '../table.ts';
import { buildOf, commitOf } from './earlier.ts';
import { type Build, Fleet, HERE, type Service } from './fleet.ts';
import type { Load } from './load.ts';

/** Readers before writers: who reads a record knows its new fields before anybody writes them. */
const AGAINST_THE_FLOW: readonly Service[] = [
  'outreach',
  'assignment',
  'scoring',
  'data-quality',
  'enrichment',
  'intake',
];

/** What goes before what. `schemasFirst` false: services are tried before topics and schemas of their release are there. */
const ORDERS = {
  'readers-first': { services: AGAINST_THE_FLOW, schemasFirst: true },
  'writers-first': { services: AGAINST_THE_FLOW.toReversed(), schemasFirst: true },
  'services-first': { services: AGAINST_THE_FLOW, schemasFirst: false },
} as const;
export type Order = keyof typeof ORDERS;
export const ORDER_NAMES = Object.keys(ORDERS) as readonly Order[];

type Say = (step: string) => void;

/** How an upgrade went. */
interface Upgraded {
  readonly sent: number;
  /** Services that would not start before topics and schemas of their release were there. */
  readonly refused: readonly Service[];
  readonly clean: boolean;
}

/**
 * From an earlier release to this one while leads flow, by each order on a stack of its own. True: every lead is in one state
 * and has one owner.
 */
export async function drillUpgrade(
  release: string,
  orders: readonly Order[],
  leads: number,
  say: Say,
): Promise<boolean> {
  const commit = await commitOf(release);
  say(`Building ${commit}, which was ${release}`);
  const root = await buildOf(commit);
  const upgrades: (readonly [Order, Upgraded])[] = [];
  for (const order of orders) {
    say(`Upgrade, ${order}`);
    upgrades.push([order, await upgrade({ release, root, order, leads, say })]);
  }
  const rows = upgrades.map(([order, { sent, refused, clean }]) => [
    order,
    String(sent),
    String(refused.length),
    clean ? 'yes' : 'no',
  ]);
  process.stdout.write(`\n${table(['order', 'leads', 'refused before', 'clean'], rows).join('\n')}\n`);
  return upgrades.every(([, { clean }]) => clean);
}

interface Plan {
  readonly release: string;
  /** Folder of the earlier build. */
  readonly root: string;
  readonly order: Order;
  readonly leads: number;
  readonly say: Say;
}

async function upgrade({ release, root, order, leads, say }: Plan): Promise<Upgraded> {
  const stack = await upStack({ env: {} });
  const fleet = new Fleet({ stack });
  const client = await connectKafka({ brokers: stack.addresses.kafka, clientId: 'drill' });
  try {
    const env = {
      ...environmentOf(stack.addresses),
      LEADLINE_SECRET: 'local-development-secret',
      LEADLINE_OUTREACH_QUIET: 'off',
    };
    const [before, after] = await Promise.all([
      ready({ name: release, root, env }, stack.folder),
      ready({ name: 'this', root: HERE, env }, stack.folder),
    ]);
    await deploy(before);
    const load = await fleet.open(before, client);
    await load.rateOf(leads);
    const scene = { fleet, load, before, after, leads, say };
    const { services, schemasFirst } = ORDERS[order];
    const refused = schemasFirst ? [] : await replace(services, scene);
    say('Topics and schemas of this release, while leads flow');
    await load.during(() => deploy(after));
    const still = await replace(schemasFirst ? services : refused, scene);
    if (still.length > 0) throw new Error(`With topics and schemas, too, these refuse: ${still.join(', ')}`);
    say('A schema of a release to come');
    await load.during(() => registerNext(stack.addresses.registry));
    await load.rateOf(leads);
    say(`Asking what became of ${load.sent} leads`);
    return { sent: load.sent, refused, clean: await audit(after.env) };
  } finally {
    await fleet.close();
    await client.close();
    await stack.down();
  }
}

interface Scene extends Pick<Plan, 'leads' | 'say'> {
  readonly fleet: Fleet;
  readonly load: Load;
  readonly before: Build;
  readonly after: Build;
}

/** One service after the other, beside its predecessor and then alone. Those that refuse to start go on as they were. */
async function replace(services: readonly Service[], scene: Scene): Promise<readonly Service[]> {
  const { fleet, load, before, after, leads, say } = scene;
  const refused: Service[] = [];
  for (const service of services) {
    say(`${service} of both releases, then of this one`);
    await load.during(async () => {
      const isUp = await starts(() => fleet.start(service, after), say);
      await load.passed(leads);
      if (!isUp) {
        refused.push(service);
        return;
      }
      if (service === 'intake') await load.moveTo(fleet.intakes.at(-1)!);
      await fleet.stop(service, before.name);
    });
  }
  return refused;
}

/** Exit code of a service that refuses to start: somebody has to mend something. */
const REFUSED = 2;

async function starts(start: () => Promise<void>, say: Say): Promise<boolean> {
  try {
    await start();
    return true;
  } catch (error) {
    if (!(error instanceof NotUp && error.code === REFUSED)) throw error;
    say(error.message);
    return false;
  }
}

const run = promisify(execFile);
const inBuild = ({ root, env }: Build, service: string, program: string, ...args: readonly string[]) =>
  run(process.execPath, [join(root, 'services', service, 'dist', program), ...args], {
    env: { ...process.env, ...env },
  });

/** With a model of its own: features belong to a release. */
async function ready(build: Build, folder: string): Promise<Build> {
  const model = join(folder, `model-${build.name}`);
  await inBuild(build, 'sample-company', 'train-command.js', model);
  return { ...build, env: { ...build.env, LEADLINE_MODEL: model } };
}

/** What comes before the services of a release. */
async function deploy(build: Build): Promise<void> {
  await inBuild(build, 'cli', 'main.js', 'topics', 'create');
  await inBuild(build, 'cli', 'main.js', 'schemas', 'register');
}

/** A further version of what most services read and write: one more optional field. */
async function registerNext(registry: string): Promise<void> {
  const { LeadScored: today } = SCHEMAS;
  const fields = [...today.fields, { name: 'ofNextRelease', type: ['null', 'string'], default: null }];
  const response = await fetch(`${registry}/subjects/${today.namespace}.LeadScored/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema: JSON.stringify({ ...today, fields }) }),
  });
  if (!response.ok) throw new Error(`The registry does not take it: ${await response.text()}`);
}
