import { type Codec, type LeadAssigned, leadIdOf } from '@leadline/contracts';
import type { Resource } from '@leadline/local';
import { type Arrivals, latenciesOf, now } from './arrivals.ts';
import { post, postAll } from './http.ts';
import { openLoop, pause } from './open-loop.ts';
import { type Spread, spread, windowsOf } from './percentile.ts';
import type { Pipeline } from './pipeline.ts';
import type { Site } from './site.ts';
import { type Usage, usageOf } from './usage.ts';
import { leadOf, type Team } from './workload.ts';

/** What all phases of a pipeline share. */
export interface Scene {
  readonly pipeline: Pipeline;
  readonly team: Team;
  readonly assigned: Arrivals;
  readonly sent: Arrivals;
  readonly codec: Codec;
  /** Names the leads of this pipeline. */
  readonly name: string;
  /** Whether outreach runs, and its mails are waited for. */
  readonly withMails: boolean;
  /** Broker, Redis and the like. */
  readonly resources: readonly Resource[];
}

/** What to drive, on a site. */
export const sceneOf = (
  { stack, team, assigned, sent, codec }: Site,
  name: string,
  pipeline: Pipeline,
  withMails: boolean,
): Scene => ({
  pipeline,
  team,
  assigned,
  sent,
  codec,
  name,
  withMails,
  resources: stack.resources,
});

/** What a process has used for one lead. */
export interface Cost {
  readonly process: string;
  readonly cpuMsPerLead: number;
  readonly rssMb: number;
}

export interface Flood {
  readonly leads: number;
  readonly assignedPerSecond: number;
  /** Null without outreach. */
  readonly sentPerSecond: number | null;
  readonly costs: readonly Cost[];
}

export interface Paced {
  readonly perSecond: number;
  readonly leads: number;
  /** Intended send time to the answer of HTTP, and to a reader of `lead.assigned`, ms. */
  readonly answered: Spread | null;
  readonly assigned: Spread | null;
  /** Of `assigned`, window by window. */
  readonly windows: readonly Spread[];
  /** From the stage before (`intake`: from the intended send time) to the stage's own time stamp, ms. */
  readonly stages: Readonly<Record<string, Spread | null>>;
}

const TIMEOUT_MS = 180_000;

/** As many leads as fast as intake takes them. */
export async function flood(scene: Scene, phase: string, leads: number): Promise<Flood> {
  const { pipeline, team, assigned, sent, withMails } = scene;
  forget(scene);
  const before = await usages(scene);
  const bodies = Array.from({ length: leads }, (_, index) =>
    leadOf(`${scene.name}-${phase}`, index, team.workspaces),
  );
  const start = await postAll(`${pipeline.intakeUrl}/v1/leads`, bodies);
  await assigned.until(leads, TIMEOUT_MS);
  if (withMails) await sent.until(leads, TIMEOUT_MS);
  return {
    leads,
    assignedPerSecond: (leads * 1000) / (assigned.lastAt() - start),
    sentPerSecond: withMails ? (leads * 1000) / (sent.lastAt() - start) : null,
    costs: costsOf(before, await usages(scene), leads),
  };
}

/** Leads one by one at a fixed rate, whatever the answers take. */
export async function paced(scene: Scene, perSecond: number, seconds: number): Promise<Paced> {
  const { pipeline, team, assigned, sent, codec, withMails } = scene;
  forget(scene);
  const count = perSecond * seconds;
  const phase = `${scene.name}-at-${perSecond}`;
  const intendedAt = new Map<string, number>();
  const answers: Promise<number>[] = [];
  const send = (index: number, intended: number): void => {
    intendedAt.set(leadIdOf('default', 'web-form', `${phase}-${index}`), intended);
    const body = JSON.stringify(leadOf(phase, index, team.workspaces));
    answers.push(answerOf(`${pipeline.intakeUrl}/v1/leads`, body, intended));
  };
  await openLoop({ perSecond, count, now, pause, send });
  const answered = await Promise.all(answers);
  await assigned.until(count, TIMEOUT_MS);
  const stages = await stageTimes(assigned, intendedAt, codec);
  const whole = latenciesOf(assigned, intendedAt);
  if (withMails) await sent.until(count, TIMEOUT_MS);
  const windows = windowsOf(whole, perSecond);
  return { perSecond, leads: count, answered: spread(answered), assigned: spread(whole), windows, stages };
}

async function answerOf(url: string, body: string, intended: number): Promise<number> {
  const { status, text } = await post(url, 'application/json', body);
  if (status !== 202) throw new Error(`${url} answers ${status}: ${text}`);
  return now() - intended;
}

async function stageTimes(
  assigned: Arrivals,
  intendedAt: ReadonlyMap<string, number>,
  codec: Codec,
): Promise<Paced['stages']> {
  const times = new Map<string, number[]>();
  const note = (stage: string, ms: number): void => {
    const known = times.get(stage);
    if (known) known.push(ms);
    else times.set(stage, [ms]);
  };
  for (const [leadId, { at, value }] of assigned.seen) {
    const { stages } = (await codec.decode(value, 'lead.assigned')).value as LeadAssigned;
    let before = intendedAt.get(leadId) ?? NaN;
    for (const { stage, at: done } of stages) {
      note(stage, done - before);
      before = done;
    }
    note('seen by a reader', at - before);
  }
  return Object.fromEntries([...times].map(([stage, values]) => [stage, spread(values)]));
}

function forget({ assigned, sent }: Scene): void {
  assigned.forget();
  sent.forget();
}

type Usages = ReadonlyMap<string, Usage | null>;

/** Of the services and of what the stack runs as a process. */
async function usages({ pipeline, resources }: Scene): Promise<Usages> {
  const servers = resources.map((resource) => ({ name: resource.name, pid: resource.pid() }));
  return new Map(
    await Promise.all(
      [...pipeline.processes, ...servers].map(
        async ({ name, pid }) => [name, pid === null ? null : await usageOf(pid)] as const,
      ),
    ),
  );
}

function costsOf(before: Usages, after: Usages, leads: number): Cost[] {
  return [...after].flatMap(([process, usage]) => {
    const earlier = before.get(process);
    if (!usage || !earlier) return [];
    return [{ process, cpuMsPerLead: (usage.cpuMs - earlier.cpuMs) / leads, rssMb: usage.rssMb }];
  });
}
