import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Baseline } from './baseline.ts';
import { baselinesOf } from './baselines.ts';
import { type AccountLookups, measureAccounts } from './accounts.ts';
import { type Decision, measureDecision } from './decide.ts';
import { type CpuProfile, flameGraph, framesOf } from './flame.ts';
import { postAll } from './http.ts';
import type { Options } from './options.ts';
import { type Flood, flood, type Paced, type Scene } from './phases.ts';
import { ALL, type Pipeline, ROUTING, startApart, startTogether } from './pipeline.ts';
import { measureQuality, type QualityCosts } from './quality.ts';
import { atRates } from './rates.ts';
import { measureRedis, type RedisWrite } from './redis.ts';
import { inRounds, middle } from './rounds.ts';
import { measureScaling, type Scaled } from './scaling.ts';
import { openSite, recordBytes, type Site } from './site.ts';

/** One way to host the services, measured. */
export interface Hosting {
  /** Without outreach. */
  readonly routing: Flood;
  /** With it: mails go out while leads are routed. */
  readonly whole: Flood;
  readonly paced: readonly Paced[];
}

export interface Figures {
  readonly decisions: readonly Decision[];
  readonly quality: QualityCosts;
  readonly accounts: AccountLookups;
  readonly redis: readonly RedisWrite[];
  readonly apart: Hosting;
  readonly together: Hosting;
  readonly scaling: readonly Scaled[];
  /** Size of a record of the baselines: the mean of the pipeline's own. */
  readonly recordBytes: number;
  readonly raw: Baseline;
  readonly nest: Baseline;
}

type Say = (step: string) => void;
/** Starts some of the services in one of the ways to host them. */
type Start = (services: readonly string[]) => Promise<Pipeline>;

/** Everything, one after the other: nothing else of ours runs while one thing is measured. */
export async function runBench(options: Options, say: Say): Promise<Figures> {
  say('Deciding in this process');
  const decisions = options.decisions.map(([candidates, count]) => measureDecision(candidates, count));
  say('Enriching and assessing in this process');
  const quality = await measureQuality(options.quality);
  say('Finding accounts in this process');
  const accounts = measureAccounts(options.quick ? 10_000 : 100_000);
  say('Bringing up Kafka, schema registry, Redis and a mailbox');
  const site = await openSite();
  try {
    const { env, stack, client } = site;
    const redis = await measureRedis(stack.addresses.redis, options.redisReps);
    say('Services apart: a process each');
    const apart = await host(site, 'apart', (services) => startApart(env, stack, services), options);
    const bytes = await recordBytes(client);
    const baselines = baselinesOf(site, bytes, options, say);
    await baselines.measure();
    say('Services together: one process');
    const together = await host(site, 'together', (services) => startTogether(env, stack, services), options);
    await baselines.measure();
    say('More workspaces, two instances');
    const scaling = await measureScaling(site, options);
    await baselines.measure();
    say(`A flood under the profiler: ${options.keep}`);
    await profile(site, options);
    return {
      decisions,
      quality,
      accounts,
      redis,
      apart,
      together,
      scaling,
      recordBytes: bytes,
      ...baselines.figures(),
    };
  } finally {
    await site.close();
  }
}

const sceneOf = (site: Site, name: string, pipeline: Pipeline): Scene => ({
  ...site,
  pipeline,
  name,
  resources: site.stack.resources,
});

async function host(site: Site, name: string, start: Start, options: Options): Promise<Hosting> {
  const routing = await running(await start(ROUTING), async (pipeline) => {
    const scene = sceneOf(site, `${name}-routing`, pipeline);
    await postAll(`${pipeline.intakeUrl}/v1/reps`, site.team.reps);
    await flood(scene, 'warm', options.warmLeads, { withMails: false });
    return floods(scene, options, { withMails: false });
  });
  return running(await start(ALL), async (pipeline) => {
    const scene = sceneOf(site, name, pipeline);
    // First the mails of the leads that were routed without them.
    await flood(scene, 'warm', options.warmLeads, { withMails: true });
    await site.sent.quiet();
    const whole = await floods(scene, options, { withMails: true });
    return { routing, whole, paced: await atRates(scene, options) };
  });
}

/** Several floods; the middle one. */
async function floods(
  scene: Scene,
  { rounds, floodLeads }: Options,
  mails: { readonly withMails: boolean },
): Promise<Flood> {
  const runs = await inRounds(rounds, (round) => flood(scene, `flood-${round}`, floodLeads, mails));
  return middle(runs, ({ assignedPerSecond }) => assignedPerSecond);
}

/** Where the time goes: a flood of its own, as the profiler slows what it watches. */
async function profile(site: Site, { keep, floodLeads }: Options): Promise<void> {
  await mkdir(keep, { recursive: true });
  const pipeline = await startTogether(site.env, site.stack, ALL, keep);
  await running(pipeline, async () => {
    await flood(sceneOf(site, 'profiled', pipeline), 'flood', floodLeads, { withMails: true });
  });
  const file = (await readdir(keep)).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error(`The profiler has written nothing into ${keep}.`);
  const written = JSON.parse(await readFile(join(keep, file), 'utf8')) as CpuProfile;
  await writeFile(join(keep, 'flame.svg'), flameGraph(framesOf(written)));
}

async function running<T>(pipeline: Pipeline, measure: (pipeline: Pipeline) => Promise<T>): Promise<T> {
  try {
    return await measure(pipeline);
  } finally {
    await pipeline.stop();
  }
}
