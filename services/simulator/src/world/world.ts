import { createRandom } from '@leadline/chance';
import { DAY, exp, sigmoid } from '@leadline/domain';
import { INDUSTRIES, TERRITORIES } from './catalogue.ts';
import { createLead, type WorldLead } from './leads.ts';
import { effectBySize, type Tier } from './sizes.ts';
import type { WorldSpec } from './spec.ts';

/** What makes a rep better than another: a skill, a fit for each segment, a place in the space of tastes. Standard normal. */
export interface Talent {
  readonly skill: number;
  readonly fits: readonly number[];
  readonly taste: readonly number[];
  /** A fit for each size of deal; none where deals have no sizes. */
  readonly sizes: readonly number[];
}

/** A rep, and what only the world knows of one. */
export interface WorldRep {
  readonly repId: string;
  /** Minutes of the day, Monday to Friday. */
  readonly workStart: number;
  readonly workEnd: number;
  /** Where, and in which segment, the firm's rules send leads to this rep. */
  readonly home: string;
  readonly focus: number;
  readonly tier: Tier;
  /** Open leads and new leads of a day, at most. */
  readonly capacity: number;
  readonly dailyCap: number;
  /** What the rep is, and what drift turns the rep into. */
  readonly first: Talent;
  readonly second: Talent;
}

/** A company with known truth. The same spec and seed give the same world on every machine. */
export interface World {
  readonly spec: WorldSpec;
  readonly seed: string;
  readonly reps: readonly WorldRep[];
  /** Log-odds of an average lead with an average rep. */
  readonly intercept: number;
  /** Minutes of waiting work from which on a rep gets no more. Leadline's roster has no such limit: its engine goes without. */
  readonly mostBacklog: number;
}

/** What a rep takes at most, as a firm would set it: the rules of every way of routing. */
const LIMITS = { capacity: 60, dailyCap: 14 };

/** Monday 5 January 2026, where every history begins. */
export const EPOCH = 1_767_571_200_000;
/** Most begin at nine; one of five stays for the evening. */
const SHIFTS = [9, 9, 9, 9, 11] as const;
const HOURS = 9;

/** A world as it is when its history begins. */
export function createWorld(spec: WorldSpec, seed: string): World {
  const reps = Array.from({ length: spec.reps }, (_, index) =>
    createRep(seed, `rep-${String(index + 1).padStart(2, '0')}`, index),
  );
  return { spec, seed, reps, intercept: interceptFor(SAMPLE, spec, spec.baseRate), mostBacklog: Infinity };
}

/** The same world after its change: the first two reps have left and two strangers come, or wins are five times as frequent. */
export function afterChange(world: World): World {
  if (world.spec.change === 'jump')
    return {
      ...world,
      intercept: interceptFor(SAMPLE, world.spec, JUMP_TO * (world.spec.baseRate / JUMP_FROM)),
    };
  if (world.spec.change === 'leavers') {
    const hired = [0, 1].map((index) => createRep(world.seed, `rep-new-${String(index + 1)}`, index));
    return { ...world, reps: [...world.reps.slice(2), ...hired] };
  }
  return world;
}

const [JUMP_FROM, JUMP_TO] = [0.03, 0.14];

function createRep(seed: string, repId: string, index: number): WorldRep {
  const random = createRandom(`${seed}/${repId}`);
  const talent = (): Talent => ({
    skill: random.normal(),
    fits: INDUSTRIES.map(() => random.normal()),
    taste: [random.normal(), random.normal(), random.normal()],
    sizes: [],
  });
  const [first, second] = [talent(), talent()];
  const workStart = SHIFTS[index % SHIFTS.length]! * 60;
  // Half of the firm's rules are right: the rep's best segment. The others are habit.
  const best = first.fits.indexOf(Math.max(...first.fits));
  return {
    repId,
    workStart,
    workEnd: workStart + HOURS * 60,
    home: TERRITORIES[index % TERRITORIES.length]!,
    focus: random.chance(0.5) ? best : random.int(0, INDUSTRIES.length - 1),
    tier: 'standard',
    ...LIMITS,
    first,
    second,
  };
}

const SAMPLE = Array.from({ length: 1_000 }, (_, index) => createLead(`calibration/${String(index)}`, EPOCH));
const HALF_AN_HOUR = 1.79;

/** The intercept at which average reps who are half an hour late win the base rate. By bisection. */
export function interceptFor(
  sample: readonly WorldLead[],
  spec: Pick<WorldSpec, 'hidden' | 'delay'>,
  baseRate: number,
): number {
  let [low, high] = [-10, 5];
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    const rate = meanChance(sample, (lead) => middle + lead.quality + spec.hidden * lead.hidden, spec.delay);
    if (rate < baseRate) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function meanChance(
  leads: readonly WorldLead[],
  logitOf: (lead: WorldLead) => number,
  delay: number,
): number {
  return leads.reduce((sum, lead) => sum + sigmoid(logitOf(lead) - delay * HALF_AN_HOUR), 0) / leads.length;
}

/** Root mean square of what squash() gets from a lead and a rep, so that `fit` is a standard deviation. */
const FACTOR_SCALE = 1.75;

/** What the rep adds for this lead over an average rep, log-odds, at an instant. */
export function effectOf({ spec }: World, lead: WorldLead, rep: WorldRep, at: number): number {
  const { segment, taste } = lead;
  if (spec.form === 'sizes') return effectBySize(spec, lead, rep);
  const [before, after] = turn((spec.monthlyDrift * (at - EPOCH)) / MONTH);
  const of = ({ skill, fits, taste: own }: Talent): number => {
    const dot = taste.reduce((sum, value, axis) => sum + value * own[axis]!, 0) / FACTOR_SCALE;
    return spec.skill * skill + spec.fit * (spec.form === 'segments' ? fits[segment]! : squash(dot));
  };
  return spec.monthlyDrift === 0 ? of(rep.first) : before * of(rep.first) + after * of(rep.second);
}

const MONTH = 30.4 * DAY;
/** Saturates: nobody is a hundred times better than another. */
const squash = (x: number): number => (1.6 * (1 - exp(-2 * x))) / (1 + exp(-2 * x));
/** Cosine and sine of an angle by its half's tangent, from + - * / alone. */
function turn(angle: number): [cos: number, sin: number] {
  const t = angle / 2 / (1 - (angle * angle) / 12);
  return [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)];
}
