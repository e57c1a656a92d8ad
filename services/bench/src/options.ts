import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { QualityPlan } from './quality.ts';

const USAGE = `npm run bench [-- --quick] [--json FILE] [--against FILE] [--keep FOLDER]

Brings up a stack of its own, measures the pipeline and its baselines, prints a table and ends. Some 36 minutes.

  --quick        fewer leads and shorter runs: a smoke test, no figures to quote
  --json FILE    write the figures as JSON
  --against FILE compare this run's ratios with those of an earlier run's JSON
  --keep FOLDER  where the profile and its flame graph go; default .leadline/bench/<time>
`;

/** What the user asked for, and how much of everything follows from it. */
export interface Options {
  readonly json: string | undefined;
  /** JSON of an earlier run. */
  readonly against: string | undefined;
  /** Folder for what is kept of the run. */
  readonly keep: string;
  readonly quick: boolean;
  /** How often each flood with outreach is run, and each of several workspaces; the middle one counts. */
  readonly rounds: number;
  readonly scalingRounds: number;
  /** How often the routing stages and the baselines are started, for a flood and the rates each; the middle one counts. */
  readonly starts: number;
  readonly warmLeads: number;
  readonly floodLeads: number;
  readonly rawRecords: number;
  readonly nestRecords: number;
  /** Numbers of workspaces to be compared, and leads for each. */
  readonly workspaces: readonly number[];
  readonly scalingLeads: number;
  /** Numbers of reps whose load a write to Redis changes. */
  readonly redisReps: readonly number[];
  readonly rates: readonly number[];
  /** How often each rate is run after each start, and for how long; a first time is not counted. */
  readonly rateRounds: number;
  readonly firstSeconds: number;
  readonly seconds: number;
  /** Candidates, and decisions for each. */
  readonly decisions: readonly (readonly [candidates: number, decisions: number])[];
  /** Candidates, numbers of rules to be compared, and decisions for each. */
  readonly ruled: {
    readonly candidates: number;
    readonly rules: readonly number[];
    readonly decisions: number;
  };
  readonly quality: QualityPlan;
  /** Rates at which a bare server is asked, and how often at each. */
  readonly yardstick: { readonly rates: readonly (number | null)[]; readonly count: number };
  /** Requests to a bare server before each part of a round. */
  readonly waking: number;
}

const COMMON = { workspaces: [1, 4, 16], redisReps: [1, 20, 100] } as const;
const FULL = {
  ...COMMON,
  rounds: 3,
  scalingRounds: 5,
  starts: 3,
  warmLeads: 2_000,
  floodLeads: 5_000,
  scalingLeads: 3_000,
  rawRecords: 100_000,
  nestRecords: 5_000,
  rates: [100, 300],
  rateRounds: 1,
  firstSeconds: 45,
  seconds: 40,
  decisions: [
    [40, 4_000],
    [500, 1_000],
    [5_000, 200],
  ],
  ruled: { candidates: 500, rules: [30, 300], decisions: 1_000 },
  quality: { accounts: 100_000, leads: 240, rounds: 40 },
  yardstick: { rates: [null, 300, 100], count: 1_000 },
  waking: 300,
} as const;
const QUICK = {
  ...COMMON,
  rounds: 1,
  scalingRounds: 1,
  starts: 1,
  warmLeads: 100,
  scalingLeads: 300,
  floodLeads: 1_000,
  rawRecords: 10_000,
  nestRecords: 500,
  rates: [100],
  rateRounds: 1,
  firstSeconds: 3,
  seconds: 3,
  decisions: [
    [40, 400],
    [500, 100],
    [5_000, 20],
  ],
  ruled: { candidates: 500, rules: [30, 300], decisions: 100 },
  quality: { accounts: 10_000, leads: 240, rounds: 4 },
  yardstick: { rates: [null, 100], count: 100 },
  waking: 20,
} as const;

/** Reads the arguments; prints the usage and ends the process with 2 if they make no sense, with 0 if help is asked for. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'string' },
        against: { type: 'string' },
        keep: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) end(0, USAGE);
    const { quick, json, against } = values;
    const keep = values.keep ?? join('.leadline/bench', new Date().toISOString().replaceAll(':', '-'));
    return { ...(quick ? QUICK : FULL), quick, json, against, keep };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function end(code: number, text: string): never {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}
