import type { Baseline } from './baseline.ts';
import { type BaselineRound, baselinesOf } from './baselines.ts';
import { postAll } from './http.ts';
import type { Options } from './options.ts';
import { type Flood, flood, type Paced, type Scene, sceneOf } from './phases.ts';
import { ALL, type Pipeline, ROUTING, startApart, startTogether } from './pipeline.ts';
import { atRates, middleRates } from './rates.ts';
import { inRounds, middle } from './rounds.ts';
import { recordBytes, type Site } from './site.ts';
import { wakingMs } from './yardstick.ts';

/** One way to host the stages that the baselines' hops stand for: without outreach. */
export interface Routing {
  readonly routing: Flood;
  readonly paced: readonly Paced[];
}

/** One way to host all services: mails go out while leads are routed. */
export interface Mailing {
  readonly whole: Flood;
  readonly mailed: readonly Paced[];
}

export type Hosting = Routing & Mailing;

/** Both ways to host. */
export interface Ways<T> {
  readonly apart: T;
  readonly together: T;
}

/** One start of each way to host, and the baselines right after: the same mood of the machine in all of it, or it shows. */
export interface Round extends Ways<Routing>, BaselineRound {
  /** Before each of the three parts: see {@link wakingMs}. */
  readonly waking: readonly number[];
}

export interface Compared {
  readonly routed: Ways<Routing>;
  /** What `routed`, `raw` and `nest` are the middle of. */
  readonly rounds: readonly Round[];
  /** Size of a record of the baselines: the mean of the pipeline's own. */
  readonly recordBytes: number;
  readonly raw: Baseline;
  readonly nest: Baseline;
}

type Say = (step: string) => void;
type Way = keyof Ways<unknown>;

/** With outreach: each way is started once. Comes first, so that no mails of leads that were routed without it are left. */
export async function measureMailing(site: Site, options: Options, say: Say): Promise<Ways<Mailing>> {
  const measure = async (way: Way): Promise<Mailing> => {
    say(`Services ${way}, with outreach`);
    return hosted(site, way, { services: ALL, name: `${way}-mailed` }, async (scene) => {
      await flood(scene, 'warm', options.warmLeads);
      const floods = await inRounds(options.rounds, (round) =>
        flood(scene, `flood-${round}`, options.floodLeads),
      );
      return {
        whole: middleFlood(floods),
        mailed: middleRates(await atRates(scene, options, options.rateRounds)),
      };
    });
  };
  return { apart: await measure('apart'), together: await measure('together') };
}

const routingOf = ({ flood: routing, rounds }: Started): Routing => ({ routing, paced: middleRates(rounds) });

interface Started {
  readonly flood: Flood;
  /** Rounds of all rates. */
  readonly rounds: readonly (readonly Paced[])[];
}

/**
 * Without outreach, and the baselines. All are started anew for each round, in turn: a process that is started again finds another
 * rhythm of fetches, commits and collections, and the machine's moods come and go.
 */
export async function measureRouting(site: Site, options: Options, say: Say): Promise<Compared> {
  const bytes = await recordBytes(site.client);
  const baselines = baselinesOf(site, bytes, options, say);
  const starts = await inRounds(options.starts, async (round) => {
    const waking = [await wakingMs(options.waking)];
    say(`Services apart: a process each (start ${round + 1} of ${options.starts})`);
    const apart = await started(site, 'apart', round, options);
    waking.push(await wakingMs(options.waking));
    say(`Services together: one process (start ${round + 1} of ${options.starts})`);
    const together = await started(site, 'together', round, options);
    waking.push(await wakingMs(options.waking));
    return { apart, together, baselines: await baselines.measure(), waking };
  });
  const middleOf = (way: Way): Routing => ({
    routing: middleFlood(starts.map((start) => start[way].flood)),
    paced: middleRates(starts.flatMap((start) => start[way].rounds)),
  });
  return {
    routed: { apart: middleOf('apart'), together: middleOf('together') },
    rounds: starts.map(({ apart, together, baselines: of, waking }) => ({
      apart: routingOf(apart),
      together: routingOf(together),
      ...of,
      waking,
    })),
    recordBytes: bytes,
    ...baselines.figures(),
  };
}

async function started(site: Site, way: Way, round: number, options: Options): Promise<Started> {
  return hosted(site, way, { services: ROUTING, name: `${way}-${round}` }, async (scene) => {
    await flood(scene, 'warm', options.warmLeads);
    return {
      flood: await flood(scene, 'flood', options.floodLeads),
      rounds: await atRates(scene, options, options.rateRounds),
    };
  });
}

async function hosted<T>(
  site: Site,
  way: Way,
  { services, name }: { readonly services: readonly string[]; readonly name: string },
  measure: (scene: Scene) => Promise<T>,
): Promise<T> {
  const start = way === 'apart' ? startApart : startTogether;
  return running(await start(site.env, site.stack, services), async (pipeline) => {
    await postAll(`${pipeline.intakeUrl}/v1/reps`, site.team.reps);
    return measure(sceneOf(site, name, pipeline, services === ALL));
  });
}

/** Stops the pipeline whatever comes of it. */
export async function running<T>(
  pipeline: Pipeline,
  measure: (pipeline: Pipeline) => Promise<T>,
): Promise<T> {
  try {
    return await measure(pipeline);
  } finally {
    await pipeline.stop();
  }
}

const middleFlood = (floods: readonly Flood[]): Flood =>
  middle(floods, ({ assignedPerSecond }) => assignedPerSecond);
