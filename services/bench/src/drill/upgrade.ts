import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SCHEMAS } from '@leadline/contracts';
import { environmentOf, upStack } from '@leadline/local';
import { connectKafka } from '@leadline/stream';
import { audit } from '../audit.ts';
import { postAll } from '../http.ts';
import { ALL } from '../pipeline.ts';
import { teamsOf } from '../workload.ts';
import { buildOf, commitOf } from './earlier.ts';
import { type Build, Fleet, HERE, type Service } from './fleet.ts';
import { Load } from './load.ts';

const WORKSPACES = 8;

/** Readers before writers: who reads a record knows its new fields before anybody writes them. */
const ORDER: readonly Service[] = [
  'outreach',
  'assignment',
  'scoring',
  'data-quality',
  'enrichment',
  'intake',
];

type Say = (step: string) => void;

/** From an earlier release to this one while leads flow. True: every lead is in one state and has one owner. */
export async function drillUpgrade(release: string, leads: number, say: Say): Promise<boolean> {
  const commit = await commitOf(release);
  say(`Building ${commit}, which was ${release}`);
  const root = await buildOf(commit);
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
    await Promise.all(ALL.map((service) => fleet.start(service, before)));
    const [intake = ''] = fleet.intakes;
    const team = teamsOf(WORKSPACES);
    await postAll(
      `${intake}/v1/reps`,
      team.reps.map((rep) => ({ ...rep, email: undefined })),
    );
    const load = new Load(client, team, intake);
    await load.rateOf(leads);
    say('Topics and schemas of this release, while leads flow');
    await load.during(() => deploy(after));
    for (const service of ORDER) {
      say(`${service} of both releases, then of this one`);
      await load.during(async () => {
        await fleet.start(service, after);
        await load.passed(leads);
        if (service === 'intake') await load.moveTo(fleet.intakes.at(-1)!);
        await fleet.stop(service, before.name);
      });
    }
    say('A schema of a release to come');
    await load.during(() => registerNext(stack.addresses.registry));
    await load.rateOf(leads);
    say(`Asking what became of ${load.sent} leads`);
    return await audit(after.env);
  } finally {
    await fleet.close();
    await client.close();
    await stack.down();
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
