import { parseArgs } from 'node:util';
import { CLAIM_SEEDS } from './bars.ts';
import { type WorldName, WORLDS } from './world/spec.ts';

const NAMES = Object.keys(WORLDS) as WorldName[];
const USAGE = `npm run simulate [-- --full] [--study value] [--worlds A,B] [--seeds N] [--json FILE] [--keep FOLDER]

Plays worlds with known truth and judges all ways of routing by it. Ends with 1 if a bar is missed.

  --full         20 seeds, and ${String(CLAIM_SEEDS)} trainings in a world without fit; a run that was stopped goes on where it stood
  --study value  ways of routing by the value they bring, in the world of three teams; of its own bars
  --worlds A,B   only these: ${NAMES.join(', ')}
  --seeds N      the first so many seeds, by default 3; or from one to another: 17-30
  --json FILE    write the figures as JSON
  --keep FOLDER  where a full run keeps its results; default .leadline/simulator/<commit>
`;

/** What the user asked for. */
export interface Options {
  readonly full: boolean;
  /** Conversions in all worlds, or value in the world of three teams. */
  readonly study: Study;
  readonly worlds: readonly WorldName[];
  /** One after the other. */
  readonly seeds: readonly number[];
  /** Trainings in a world without fit, to see how often one is claimed. */
  readonly claimSeeds: number;
  readonly json: string | undefined;
  readonly keep: string | undefined;
}

type Study = 'conversions' | 'value';

const QUICK_CLAIMS = 10;

/** Reads the arguments; prints the usage and ends the process with 2 if they make no sense, with 0 if help is asked for. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        full: { type: 'boolean', default: false },
        study: { type: 'string', default: 'conversions' },
        worlds: { type: 'string' },
        seeds: { type: 'string' },
        json: { type: 'string' },
        keep: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) end(0, USAGE);
    const { full, json, keep } = values;
    const study = studyOf(values.study);
    const worlds = values.worlds === undefined ? NAMES : values.worlds.split(',').map(worldOf);
    const claims = full ? CLAIM_SEEDS : QUICK_CLAIMS;
    const seeds = seedsOf(values.seeds ?? (full ? '20' : '3'));
    return { full, study, worlds, seeds, claimSeeds: worlds.includes('null') ? claims : 0, json, keep };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function studyOf(name: string): Study {
  if (name === 'conversions' || name === 'value') return name;
  throw new Error(`No study is named ${name}. Studies: conversions, value.`);
}

function worldOf(name: string): WorldName {
  const known = NAMES.find((world) => world === name);
  if (known === undefined) throw new Error(`No world is named ${name}. Worlds: ${NAMES.join(', ')}.`);
  return known;
}

const SEEDS = /^(?:(?<from>[1-9]\d*)-)?(?<to>[1-9]\d*)$/;

/** `N`: 1 to N; `A-B`: A to B. @throws Error if it is neither */
export function seedsOf(text: string): readonly number[] {
  const { from = '1', to } = SEEDS.exec(text)?.groups ?? {};
  const count = Number(to) - Number(from) + 1;
  if (!(count >= 1))
    throw new Error(`--seeds must be a whole number from 1, or from one to another (17-30), not ${text}.`);
  return Array.from({ length: count }, (_, index) => Number(from) + index);
}

function end(code: number, text: string): never {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}
