/**
 * Records decisions of the engine as it is, for ever: `node libs/domain/tools/record.ts` writes
 * `libs/domain/recordings/engine-<n>.ndjson`, which recordings.spec.ts decides again on every run (and
 * `leadline replay --from-file` can). A file that exists is never written again: a change that alters a decision makes a new
 * engine, and a new file. What came to an engine later, and only policies that ask for it use, is recorded apart:
 * `node libs/domain/tools/record.ts soft` (policies that weigh more than worth), `waiting` (leads that take steps), `transfer`
 * (leads that go to another workspace, and a limit to what is explored in a day) and `joint` (lines that are decided together).
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { createWorkspace, ENGINE, foldEvent, type FoldResult } from '../src/index.ts';
import { NINE, nightLine } from '../test/night-line.ts';
import { log, type Step } from '../test/random-log.ts';
import { softPolicies } from '../test/soft-policies.ts';
import { contextAt, deal, HOUR, MONDAY, outcome, policy, rep, scored, ticked } from '../test/scenario.ts';
import { waitingTeam } from './waiting-logs.ts';

/** Logs of everything that can happen, with four reps; one of a team whose leads know all of it; one in which all tie. */
const RANDOM_LOGS = 50;
const REPS = 40;
const LEADS = 80;
const SOFT_REPS = 12;
const NIGHTS = 30;

const handingOn = { transfer: { afterMinutes: 100, workspace: 'elsewhere' } };

const folder = new URL('../recordings/', import.meta.url);
const [topic = ''] = process.argv.slice(2);
const TOPICS: Readonly<Record<string, () => readonly Step[][]>> = {
  '': () => [...fc.sample(log, { seed: 1, numRuns: RANDOM_LOGS }), team(), ties()],
  soft: () => {
    const after = softPolicies({ objective: 'probability' });
    return softPolicies().map((event, index) => [{ event, at: MONDAY }, ...team(SOFT_REPS, after[index])]);
  },
  waiting: () => [waitingTeam()],
  transfer: () => [waitingTeam({ ...handingOn, exploration: { share: 0.5, band: 1, perDay: 3 } })],
  joint: () => fc.sample(nightLine(['ann', 'ben', 'cy', 'di']), { seed: 1, numRuns: NIGHTS }).map(untilNine),
};
const logsOf = TOPICS[topic];
if (logsOf === undefined)
  throw new Error(`There is no topic ${topic}; there are: ${Object.keys(TOPICS).join(', ')}`);
const file = new URL(`engine-${String(ENGINE)}${topic === '' ? '' : `-${topic}`}.ndjson`, folder);
if (existsSync(file))
  throw new Error(`${file.pathname} exists: what an engine has decided is never recorded anew.`);
mkdirSync(folder, { recursive: true });
const lines = logsOf().flatMap((steps, index) => recorded(`log-${String(index)}`, steps));
writeFileSync(file, lines.join(''));

/** Rows of `assignment.decision` in order, one a line. */
function recorded(workspace: string, steps: readonly Step[]): string[] {
  const state = createWorkspace('default', workspace);
  const results: FoldResult[] = steps.map(({ event, at }, index) =>
    foldEvent(state, event, { ...contextAt(index, at), salt: 'a salt of recordings' }),
  );
  return results.flatMap(({ contents, decisions }) => [
    ...linesOf('ContentStored', contents),
    ...linesOf('DecisionRecorded', decisions),
  ]);
}

/** Leads that every rep is as likely to win, at no price: load, then rotation decides. An engine without prices ignores the last policy. */
function ties(): Step[] {
  const unpriced = { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 };
  const before = [
    policy({ congestion: { perOpenShare: 0 } }),
    policy({ congestion: { delay: 0 }, price: unpriced }),
    ...[10, 20, 20, 30, 30].map((capacity, index) => rep(`rep-${String(index)}`, { capacity, dailyCap: 30 })),
    ...Array.from({ length: 9 }, (_, index) => deal(`deal-${String(index)}`, `rep-${String(index % 4)}`)),
  ];
  const leads = Array.from({ length: LEADS / 2 }, (_, index) =>
    scored(`lead-${String(index)}`, { workMinutes: 5 + ((index * 37) % 50) }),
  );
  return [
    ...before.map((event) => ({ event, at: MONDAY })),
    ...[...leads.slice(0, 30), policy({ strategy: 'round-robin' }), ...leads.slice(30)].map(
      (event, index) => ({
        event,
        at: MONDAY + 9 * HOUR + index * (HOUR / 6),
      }),
    ),
  ];
}

/** A night, and the look at its line in the morning. */
function untilNine(night: readonly Step[]): Step[] {
  return [...night, { event: ticked(), at: NINE }];
}

/** A lead each quarter of an hour, from nine on. */
function quarter(index: number): number {
  return MONDAY + 9 * HOUR + index * (HOUR / 4);
}

function linesOf(record: string, values: readonly unknown[]): string[] {
  return values.map((value) => `${JSON.stringify({ record, value })}\n`);
}

/** Two days of a team in three zones, with a policy released in between and deals that close. */
function team(reps = REPS, released = policy({ objective: 'probability' })): Step[] {
  const ids = Array.from({ length: reps }, (_, index) => `rep-${String(index).padStart(2, '0')}`);
  const [zones, countries] = [
    ['UTC', 'Europe/Berlin', 'America/New_York'],
    ['DE', 'FR', 'US', 'GB'],
  ];
  const roster = ids.map((id, index) =>
    rep(id, {
      timeZone: zones[index % 3]!,
      territories: [countries[index % 4]!, 'DE'],
      workStart: 540,
      workEnd: 1080,
      capacity: 20,
      dailyCap: 6,
    }),
  );
  const leads = Array.from({ length: LEADS }, (_, index) =>
    scored(`lead-${String(index)}`, {
      country: countries[index % 4]!,
      expectedValue: 100 + ((index * 7919) % 50_000),
      workMinutes: 20 + ((index * 37) % 90),
      leadLogit: -2_000_000 + ((index * 104_729) % 2_000_000),
      repIds: ids,
      repLogits: ids.map((_id, r) => -2_500_000 + ((index * 7_368_787 + r * 15_485_863) % 2_500_000)),
    }),
  );
  return [
    ...roster.map((event) => ({ event, at: MONDAY })),
    ...leads.flatMap((event, index) => [
      { event, at: quarter(index) },
      ...(index % 5 === 4
        ? [{ event: outcome(`lead-${String(index - 3)}`, 'lost'), at: quarter(index) }]
        : []),
      ...(index === LEADS / 2 ? [{ event: released, at: quarter(index) }] : []),
    ]),
  ];
}
