import { readFileSync } from 'node:fs';
import { sha256 } from '@leadline/contracts';
import {
  type Capsule,
  choose,
  defaultPolicy,
  type Policy,
  policyBody,
  replayCapsule,
} from '@leadline/domain';
import { decisionsOf } from '../../test/decisions.ts';
import type { DecisionRow } from '../audit/replay.ts';
import { diffPolicies, WAITING } from './diff.ts';
import { diffCsv, diffLines } from './diff-view.ts';
import { lastDecisions } from './recorded.ts';

const scope = { tenant: 'default', workspace: 'main' };
const rotation: Policy = { ...defaultPolicy, version: 'r', strategy: 'round-robin' };
const rows = decisionsOf(60, 4);

/** The last decisions that can be made again. */
const decided = async (all: readonly DecisionRow[], last: number, workspace = 'main') =>
  [...(await lastDecisions(all, { ...scope, workspace }, last))].filter((lead) => lead !== null);

test('a policy against itself changes nothing, and decides as was recorded', async () => {
  const recorded = await decided(rows, 100);
  expect(recorded).toHaveLength(60);
  for (const { question, rep } of recorded) expect(choose(question).rep).toBe(rep);
  const diff = diffPolicies(recorded, defaultPolicy, defaultPolicy);
  expect(diff).toMatchObject({ decided: 60, left: 0, changed: [] });
  expect(diff.total.a).toEqual(diff.total.b);
});

test('totals are those of deciding all leads once under each, by the load of the first', async () => {
  const leads = await decided(rows, 100);
  const diff = diffPolicies(leads, defaultPolicy, rotation);
  const alone = (policy: Policy) =>
    leads.map(({ question }) => choose({ ...question, policy }).rep ?? WAITING);
  const [a, b] = [alone(defaultPolicy), alone(rotation)];
  const changed = leads.filter((_, index) => a[index] !== b[index]);
  expect(changed.length).toBeGreaterThan(10);
  expect(diff.changed.map(({ leadId }) => leadId)).toEqual(changed.map(({ question }) => question.leadId));
  for (const { name, ...sides } of diff.reps) {
    expect(sides.a.leads).toBe(a.filter((rep) => rep === name).length);
    expect(sides.b.leads).toBe(b.filter((rep) => rep === name).length);
  }
  const sum = (groups: typeof diff.reps) => groups.reduce((total, { b: { value } }) => total + value, 0);
  expect(sum(diff.reps)).toBeCloseTo(diff.total.b.value, 6);
  expect(sum(diff.segments)).toBeCloseTo(diff.total.b.value, 6);
  // The value of a changed lead is P(win) x expected value with each rep.
  const [first] = diff.changed;
  const { question } = changed[0]!;
  const best = choose({ ...question, policy: defaultPolicy }).best[0];
  expect(first?.values[0]).toBeCloseTo(((best?.chance ?? 0) / 1e6) * question.lead.expectedValue, 6);
  expect(first!.values[0]).toBeGreaterThan(first!.values[1]);
});

test('what other leads would have given for a rep counts under a policy that decides together for the same objective', async () => {
  const leads = await decided(rows, 100);
  const joint: Policy = { ...defaultPolicy, waiting: { ...defaultPolicy.waiting, joint: true } };
  const wanted = leads.filter(({ rep, question }) => rep !== null && choose(question).among > 1);
  const kept = wanted.map((lead) => ({
    ...lead,
    question: { ...lead.question, policy: joint, seats: { [lead.rep ?? '']: 9_000_000_000 } },
  }));
  expect(kept.length).toBeGreaterThan(10);
  expect(diffPolicies(kept, joint, joint).changed).toEqual([]);
  const alone = diffPolicies(kept, joint, defaultPolicy);
  expect(alone.changed.map(({ to }) => to)).toEqual(wanted.map(({ rep }) => rep));
  const other = diffPolicies(kept, defaultPolicy, { ...joint, objective: 'probability' });
  expect(other).toEqual(diffPolicies(wanted, defaultPolicy, { ...defaultPolicy, objective: 'probability' }));
});

/** A recorded decision replayed as if another policy had held: what its capsule would say then. */
function replayedUnder(policy: Policy, capsule: string, contents: ReadonlyMap<string, string>): Capsule {
  const body = policyBody(policy);
  const asked = { ...(JSON.parse(capsule) as Capsule), policy: sha256(body), objective: policy.objective };
  const content = (hash: string) => (hash === asked.policy ? body : contents.get(hash));
  const replay = replayCapsule(JSON.stringify(asked), content, sha256);
  if (replay.kind === 'unchecked') throw new Error(replay.reason);
  return JSON.parse(replay.kind === 'differs' ? replay.expected : JSON.stringify(asked)) as Capsule;
}

const valueOf = ({ lead, result }: Capsule): number =>
  ((result.best.find(([rep]) => rep === result.rep)?.[1] ?? 0) / 1e6) * (lead.expectedValue ?? 0);

test('totals are those of two full replays, of all that was recorded under the one and under the other', async () => {
  const all = decisionsOf(300, 7, { ...defaultPolicy, congestion: { perOpenShare: 500_000 } });
  const contents = new Map(
    all.flatMap((row) => (row.record === 'ContentStored' ? [[row.value.hash, row.value.body] as const] : [])),
  );
  const capsules = all.flatMap((row) => (row.record === 'DecisionRecorded' ? [row.value.capsule] : []));
  const diff = diffPolicies(await lastDecisions(all, scope, 1_000), defaultPolicy, rotation);
  expect(diff).toMatchObject({ decided: 300, left: 0 });
  for (const [side, policy] of [
    ['a', defaultPolicy],
    ['b', rotation],
  ] as const) {
    const replayed = capsules.map((capsule) => replayedUnder(policy, capsule, contents));
    const counts = Map.groupBy(replayed, ({ result }) => result.rep ?? WAITING);
    for (const { name, ...sides } of diff.reps)
      expect([name, sides[side].leads]).toEqual([name, counts.get(name)?.length ?? 0]);
    expect(diff.reps.map(({ name }) => name)).toEqual(expect.arrayContaining([...counts.keys()]));
    expect(diff.total[side].value).toBeCloseTo(
      replayed.reduce((sum, one) => sum + valueOf(one), 0),
      6,
    );
  }
  expect(diff.changed.length).toBeGreaterThan(50);
});

test('both are measured by the congestion of the first', async () => {
  const leads = await decided(rows, 100);
  const careful = { ...defaultPolicy, congestion: { perOpenShare: 3_000_000 } };
  const careless = { ...rotation, congestion: { perOpenShare: 0 } };
  expect(diffPolicies(leads, careful, careless).total).toEqual(diffPolicies(leads, careful, rotation).total);
  expect(diffPolicies(leads, careless, rotation).total.b.value).toBeGreaterThan(
    diffPolicies(leads, careful, rotation).total.b.value,
  );
});

test('the last leads count, each by its last decision; commands are no decision of a policy', async () => {
  const made = rows.filter(({ record }) => record === 'DecisionRecorded');
  const again = made[57]!;
  const commanded = { ...made[58]!, value: { ...made[58]!.value, path: 'manual' } } as typeof again;
  const recorded = await decided([...rows, again, commanded], 5);
  expect(recorded.map(({ question }) => question.leadId)).toEqual(['l55', 'l56', 'l58', 'l59', 'l57']);
  expect([...(await lastDecisions(rows, { ...scope, workspace: 'other' }, 5))]).toEqual([]);
});

test('decisions of an unknown engine, or without their roster, are counted', async () => {
  const [decision] = rows.filter(({ record }) => record === 'DecisionRecorded');
  const without = await lastDecisions([decision!], scope, 5);
  expect(diffPolicies(without, defaultPolicy, rotation)).toMatchObject({ decided: 0, left: 1, changed: [] });
  const old = rows.map((row) =>
    row.record === 'DecisionRecorded'
      ? { ...row, value: { ...row.value, capsule: row.value.capsule.replace(/"engine":\d+/, '"engine":0') } }
      : row,
  );
  expect([...(await lastDecisions(old, scope, 5))]).toEqual([null, null, null, null, null]);
});

test('what engine 1 recorded is decided as if no work waited, and that is said', async () => {
  const recording = new URL('../../../../libs/domain/recordings/engine-1.ndjson', import.meta.url);
  const lines = readFileSync(recording, 'utf8').trimEnd().split('\n');
  const old = lines.map((line) => JSON.parse(line) as DecisionRow);
  const leads = await decided(old, 100, 'log-50');
  expect(leads.length).toBeGreaterThan(0);
  const diff = diffPolicies(leads, defaultPolicy, rotation);
  expect(diff).toMatchObject({ decided: leads.length, left: 0, withoutBacklog: leads.length });
  expect(diffLines(diff).join('\n')).toMatch(/\d+ were decided by engine 1, .* as if no work waited/);
  const now = diffPolicies(await decided(rows, 100), defaultPolicy, rotation);
  expect(now.withoutBacklog).toBe(0);
  expect(diffLines(now).join('\n')).not.toContain('engine 1');
});

test('as text and as CSV', async () => {
  const recorded = await decided(rows, 60);
  const diff = diffPolicies(recorded, defaultPolicy, rotation);
  const lines = diffLines(diff);
  expect(lines[0]).toMatch(/^60 leads decided under both: \d+ \([\d.]+ %\) get another rep$/);
  expect(lines.join('\n')).toMatch(/segment +leads A +leads B/);
  expect(lines.join('\n')).toContain('HIGHEST_VALUE -> ROTATION');
  const csv = diffCsv(diff).trimEnd().split('\n');
  expect(csv[0]).toBe('lead,segment,from,to,reason_a,reason_b,value_a,value_b');
  expect(csv).toHaveLength(1 + diff.changed.length);
});
