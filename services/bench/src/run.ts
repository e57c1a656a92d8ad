import { type Baseline, baseline } from './baseline.ts';
import { type Decision, measureDecision } from './decide.ts';
import { postAll } from './http.ts';
import type { Options } from './options.ts';
import { type Flood, flood, type Paced, paced, type Scene } from './phases.ts';
import { type Pipeline, startApart, startTogether } from './pipeline.ts';
import { openSite, recordBytes, type Site } from './site.ts';

/** One way to host the services, measured. */
export interface Hosting {
  readonly flood: Flood;
  readonly paced: readonly Paced[];
}

export interface Figures {
  readonly decisions: readonly Decision[];
  readonly apart: Hosting;
  readonly together: Hosting;
  /** Size of a record of the baselines: the mean of the pipeline's own. */
  readonly recordBytes: number;
  readonly raw: Baseline;
  readonly nest: Baseline;
}

type Say = (step: string) => void;

/** Everything, one after the other: nothing else of ours runs while one thing is measured. */
export async function runBench(options: Options, say: Say): Promise<Figures> {
  say('Deciding in this process');
  const decisions = options.decisions.map(([candidates, count]) => measureDecision(candidates, count));
  say('Bringing up Kafka, schema registry, Redis and a mailbox');
  const site = await openSite();
  try {
    const { env, stack, client } = site;
    say('Services apart: a process each');
    const apart = await host(site, 'apart', await startApart(env, stack), options);
    say('Services together: one process');
    const together = await host(site, 'together', await startTogether(env, stack, options.profile), options);
    const bytes = await recordBytes(client);
    const { rates, seconds } = options;
    const plan = { client, kafka: stack.addresses.kafka, ground: stack, bytes, rates, seconds };
    say('Baseline: raw kafkajs batches');
    const raw = await baseline({ ...plan, kind: 'raw', flood: options.rawRecords });
    say("Baseline: Nest's own Kafka transport");
    const nest = await baseline({ ...plan, kind: 'nest', flood: options.nestRecords });
    return { decisions, apart, together, recordBytes: bytes, raw, nest };
  } finally {
    await site.close();
  }
}

async function host(site: Site, name: string, pipeline: Pipeline, options: Options): Promise<Hosting> {
  const { team, assigned, sent, codec, stack } = site;
  const scene: Scene = { pipeline, team, assigned, sent, codec, name, resources: stack.resources };
  try {
    await postAll(`${pipeline.intakeUrl}/v1/reps`, team.reps);
    await flood(scene, 'warm', Math.ceil(options.floodLeads / 10));
    const flooded = await flood(scene, 'flood', options.floodLeads);
    const rates: Paced[] = [];
    for (const rate of options.rates) rates.push(await paced(scene, rate, options.seconds));
    return { flood: flooded, paced: rates };
  } finally {
    await pipeline.stop();
  }
}
