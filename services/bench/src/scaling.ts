import { postAll } from './http.ts';
import type { Options } from './options.ts';
import { flood, sceneOf } from './phases.ts';
import { ROUTING, startTogether } from './pipeline.ts';
import { inRounds, middle } from './rounds.ts';
import type { Site } from './site.ts';
import { type Team, teamsOf } from './workload.ts';

/** Leads per second to an assigned rep, with so many workspaces and processes. */
export interface Scaled {
  readonly workspaces: number;
  readonly instances: number;
  readonly assignedPerSecond: number;
}

/** How throughput follows the number of workspaces and of instances; each instance hosts all routing stages. */
export async function measureScaling(
  site: Site,
  {
    workspaces,
    scalingLeads: leads,
    scalingRounds: rounds,
  }: Pick<Options, 'workspaces' | 'scalingLeads' | 'scalingRounds'>,
): Promise<Scaled[]> {
  const teams = workspaces.map((count) => teamsOf(count));
  const first = await startTogether(site.env, site.stack, ROUTING);
  const running = [first];
  try {
    for (const { reps } of teams) await postAll(`${first.intakeUrl}/v1/reps`, reps);
    const scaled: Scaled[] = [];
    for (const instances of [1, 2]) {
      if (instances > running.length) running.push(await startTogether(site.env, site.stack, ROUTING));
      const processes = running.flatMap((pipeline) => pipeline.processes);
      const pipeline = { ...first, processes };
      const sceneFor = (team: Team) =>
        sceneOf({ ...site, team }, `scale-${team.workspaces.length}-${instances}`, pipeline, false);
      // Workspaces on every log: a process that still takes one over has no time for the one that is measured.
      await flood(sceneFor(teams.at(-1)!), 'first', Math.ceil(leads / 4));
      for (const team of teams) {
        const scene = sceneFor(team);
        await flood(scene, 'warm', Math.ceil(leads / 4));
        const floods = await inRounds(rounds, (round) => flood(scene, `flood-${round}`, leads));
        const { assignedPerSecond } = middle(floods, (run) => run.assignedPerSecond);
        scaled.push({ workspaces: team.workspaces.length, instances, assignedPerSecond });
      }
    }
    return scaled;
  } finally {
    await Promise.all(running.map((pipeline) => pipeline.stop()));
  }
}
