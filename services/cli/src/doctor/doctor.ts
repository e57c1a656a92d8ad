import { setTimeout } from 'node:timers/promises';
import {
  CLOCK_TOPIC,
  describeSchemas,
  LeadlineError,
  type RegistryOptions,
  STAGES,
  topicSpecs,
} from '@leadline/contracts';
import { describeRedis, type LiveConnection } from '@leadline/live';
import type { PartitionReport } from '../audit/load.ts';
import type { Cluster } from '../cluster.ts';
import { lettersOf } from '../commands/dlq.ts';
import { lookAtAccess } from './access.ts';
import { type Check, checked, type Finding, finding, type Look } from './check.ts';
import { brokerSkew, judgeClocks, otherSkews, type Skew } from './clocks.ts';
import { judgeWaiting, type Waiting, waitingIn } from './groups.ts';
import { judgeSchemas } from './schemas.ts';
import { judgeTopics } from './topics.ts';
import { judgeBrokers, judgeNode, judgeRedis } from './versions.ts';
import { standingStill } from './workspaces.ts';

/** What the doctor needs to reach an install. */
export interface Patient {
  readonly cluster: Cluster;
  readonly live: LiveConnection;
  readonly registry: RegistryOptions;
  /** `load verify` of this install. */
  readonly verify: () => Promise<readonly PartitionReport[]>;
}

export interface Limits {
  /** How long a record may wait, ms. */
  readonly maxAgeMs: number;
  /** How far clocks may differ, ms. */
  readonly maxSkewMs: number;
}

/** All looks, one after the other: side by side they would be a load of their own. */
export async function examine(patient: Patient, limits: Limits): Promise<readonly Check[]> {
  const { cluster, live } = patient;
  const { client } = cluster;
  const present = new Set(await client.topics());
  const lazily = once(() => patiently(() => waitingIn(client, present)));
  const looks: readonly (readonly [name: string, look: Look])[] = [
    ['node', async () => ({ seen: process.version, findings: judgeNode(process.version) })],
    ['kafka', () => brokers(cluster)],
    ['redis', () => redis(live)],
    ['topics', () => topics(cluster)],
    ['schemas', () => schemas(patient)],
    ['access', () => access(cluster)],
    ['clocks', () => clocks(patient, present, limits)],
    ['groups', () => groups(cluster, lazily, limits)],
    ['workspaces', () => workspaces(cluster, lazily, limits)],
    ['load', () => load(patient)],
    ['dead letters', () => deadLetters(cluster, present)],
  ];
  const checks: Check[] = [];
  for (const [name, look] of looks) checks.push(await checked(name, look));
  return checks;
}

const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
};

/** Questions again, a second apart. */
const PATIENCE = 10;

/** A cluster that has just started, or has never been asked about a group, first has to load the log of its groups. */
async function patiently<T>(ask: () => Promise<T>, left = PATIENCE): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (left === 0) throw error;
    await setTimeout(1_000);
    return patiently(ask, left - 1);
  }
}

async function brokers({ client }: Cluster) {
  const view = await client.brokers();
  const produce = view.speaks.find(({ request }) => request === 'Produce');
  const seen = `${view.brokers.length} brokers, Produce in versions ${produce?.from} to ${produce?.to}`;
  return { seen, findings: judgeBrokers(view) };
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

async function redis(live: LiveConnection) {
  const view = await describeRedis(live);
  if (view === 'unavailable') throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', 'Redis does not answer.');
  const of = view.maxBytes === null ? 'no limit' : megabytes(view.maxBytes);
  return {
    seen: `${view.version}, ${megabytes(view.usedBytes)} of ${of}, ${view.policy}`,
    findings: judgeRedis(view),
  };
}

async function topics({ client }: Cluster) {
  const wanted = topicSpecs();
  const views = await client.describe(wanted.map(({ name }) => name));
  return { seen: `${views.length} of ${wanted.length}`, findings: judgeTopics(wanted, views) };
}

async function schemas({ registry }: Patient) {
  const views = await describeSchemas(registry);
  return { seen: `${views.length} records`, findings: judgeSchemas(views) };
}

async function access({ client }: Cluster) {
  return lookAtAccess(await client.access());
}

async function clocks(
  { cluster, live, registry }: Patient,
  present: ReadonlySet<string>,
  { maxSkewMs }: Limits,
) {
  const broker = present.has(CLOCK_TOPIC) ? await brokerSkew(cluster.client, Date.now) : null;
  const skews: readonly Skew[] = [
    ...(broker === null ? [] : [broker]),
    ...(await otherSkews(live, registry, Date.now)),
  ];
  const seen = skews.map(
    ({ of, aheadMs, uncertainMs }) => `${of} ${Math.round(aheadMs)} ± ${Math.ceil(uncertainMs)} ms`,
  );
  return { seen: seen.join(', '), findings: judgeClocks(skews, maxSkewMs) };
}

async function groups({ client }: Cluster, ask: () => Promise<readonly Waiting[]>, { maxAgeMs }: Limits) {
  const waiting = await ask();
  const now = Date.now();
  const members = new Map(
    await Promise.all(STAGES.map(async (stage) => [stage, await client.members(stage)] as const)),
  );
  const seats = [...members.values()].reduce((sum, count) => sum + count, 0);
  const records = waiting.reduce((sum, part) => sum + part.records, 0);
  return {
    seen: `${seats} members of ${STAGES.length} groups, ${records} records wait`,
    findings: judgeWaiting(waiting, members, now, maxAgeMs),
  };
}

async function workspaces({ client }: Cluster, ask: () => Promise<readonly Waiting[]>, { maxAgeMs }: Limits) {
  const findings = await standingStill(client, await ask(), Date.now(), maxAgeMs);
  return { seen: findings.length === 0 ? 'all get on' : `${findings.length} stand still`, findings };
}

async function load({ verify }: Patient) {
  const reports = await verify();
  const rows = reports.reduce((sum, report) => sum + report.rows, 0);
  const findings = reports.flatMap(({ partition, findings: all }): readonly Finding[] => {
    const [first] = all;
    if (first === undefined) return [];
    const more = all.length > 1 ? ` And ${all.length - 1} more: \`leadline load verify\`.` : '';
    return [finding('LEADLINE_LOAD_DIFFERS', `partition ${partition}`, `${first}.${more}`)];
  });
  return { seen: `${rows} rows of the ledger`, findings };
}

async function deadLetters({ client }: Cluster, present: ReadonlySet<string>) {
  const findings: Finding[] = [];
  for (const stage of STAGES) {
    if (!present.has(`${stage}.dlq`)) continue;
    const letters = await lettersOf(client, stage);
    const codes = Map.groupBy(letters, ({ code }) => code);
    for (const [code, some] of codes)
      findings.push(
        finding('LEADLINE_DEAD_LETTERS', stage, `${some.length} dead letters of ${stage}: ${code}.`),
      );
  }
  return { seen: `${STAGES.length} stages`, findings };
}
