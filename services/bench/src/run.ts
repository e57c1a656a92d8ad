import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AccountLookups, measureAccounts } from './accounts.ts';
import { type Decision, measureDecision } from './decide.ts';
import { measureRules, type Ruled } from './decide-rules.ts';
import { type CpuProfile, flameGraph, framesOf } from './flame.ts';
import { type Compared, type Hosting, measureMailing, measureRouting, running } from './hostings.ts';
import type { Options } from './options.ts';
import { flood, sceneOf } from './phases.ts';
import { ALL, startTogether } from './pipeline.ts';
import { measureQuality, type QualityCosts } from './quality.ts';
import { measureRedis, type RedisWrite } from './redis.ts';
import { measureScaling, type Scaled } from './scaling.ts';
import { openSite, type Site } from './site.ts';
import { measureYardstick, type Yardstick } from './yardstick.ts';

export interface Figures extends Omit<Compared, 'routed'> {
  readonly decisions: readonly Decision[];
  readonly ruled: readonly Ruled[];
  readonly quality: QualityCosts;
  readonly accounts: AccountLookups;
  readonly redis: readonly RedisWrite[];
  readonly apart: Hosting;
  readonly together: Hosting;
  readonly scaling: readonly Scaled[];
  readonly yardstick: readonly Yardstick[];
}

type Say = (step: string) => void;

/** Everything, one after the other: nothing else of ours runs while one thing is measured. */
export async function runBench(options: Options, say: Say): Promise<Figures> {
  say('Deciding in this process');
  const decisions = options.decisions.map(([candidates, count]) => measureDecision(candidates, count));
  const { candidates, rules, decisions: each } = options.ruled;
  const ruled = await measureRules(candidates, rules, each);
  say('Enriching and assessing in this process');
  const quality = await measureQuality(options.quality);
  say('Finding accounts in this process');
  const accounts = measureAccounts(options.quick ? 10_000 : 100_000);
  say('A bare HTTP server, in this process');
  const yardstick = await measureYardstick(options.yardstick.rates, options.yardstick.count);
  say('Bringing up Kafka, schema registry, Redis and a mailbox');
  const site = await openSite();
  try {
    const { stack } = site;
    const redis = await measureRedis(stack.addresses.redis, options.redisReps);
    const mailing = await measureMailing(site, options, say);
    say(`A flood under the profiler: ${options.keep}`);
    await profile(site, options);
    const { routed, ...baselines } = await measureRouting(site, options, say);
    say('More workspaces, two instances');
    const scaling = await measureScaling(site, options);
    return {
      decisions,
      ruled,
      quality,
      accounts,
      redis,
      apart: { ...routed.apart, ...mailing.apart },
      together: { ...routed.together, ...mailing.together },
      scaling,
      yardstick,
      ...baselines,
    };
  } finally {
    await site.close();
  }
}

/** Where the time goes: a flood of its own, as the profiler slows what it watches. */
async function profile(site: Site, { keep, floodLeads }: Options): Promise<void> {
  await mkdir(keep, { recursive: true });
  const pipeline = await startTogether(site.env, site.stack, ALL, keep);
  await running(pipeline, async () => {
    await flood(sceneOf(site, 'profiled', pipeline, true), 'flood', floodLeads);
  });
  const file = (await readdir(keep)).find((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error(`The profiler has written nothing into ${keep}.`);
  const written = JSON.parse(await readFile(join(keep, file), 'utf8')) as CpuProfile;
  await writeFile(join(keep, 'flame.svg'), flameGraph(framesOf(written)));
}
