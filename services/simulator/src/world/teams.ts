import { arrivalAt, createRandom, WEEKDAY_SHARES } from '@leadline/chance';
import { DAY } from '@leadline/domain';
import { INDUSTRIES } from './catalogue.ts';
import { createLead, type WorldLead } from './leads.ts';
import { SIZES, type Tier } from './sizes.ts';
import { NULL, type WorldSpec } from './spec.ts';
import { EPOCH, interceptFor, type World, type WorldRep } from './world.ts';

/**
 * The world of the value study: a sales force of three teams in five time zones, leads of three sizes whose values differ by
 * more than their work, and queues that are seldom empty.
 */
export const TEAMS: WorldSpec = {
  ...NULL,
  reps: 40,
  baseRate: 0.24,
  skill: 0.25,
  fit: 0.3,
  form: 'sizes',
  hidden: 0.5,
  overload: 0,
  overwork: 0.05,
};

interface Team {
  readonly tier: Tier;
  readonly count: number;
  readonly capacity: number;
  readonly dailyCap: number;
}
/** Whoever has the larger deals has fewer of them. */
const TEAM_SIZES: readonly Team[] = [
  { tier: 'volume', count: 14, capacity: 80, dailyCap: 16 },
  { tier: 'mid', count: 18, capacity: 40, dailyCap: 8 },
  { tier: 'senior', count: 8, capacity: 24, dailyCap: 5 },
];
/** Territories, with the minutes by which their clocks are ahead of UTC: shifts stay within a day of UTC. */
const ZONES: readonly (readonly [territory: string, offset: number])[] = [
  ['GR', 120],
  ['DE', 60],
  ['GB', 0],
  ['BR', -180],
  ['US', -300],
];
const [SHIFT_FROM, SHIFT_HOURS] = [9, 8] as const;
/** A rep takes no more when two days of work wait. */
const MOST_BACKLOG = 16 * 60;
/** Of the working hours, so much is asked for. */
const UTILISATION = 0.82;
/** Variance over mean of a day's leads. */
const DISPERSION = 6;
/** Standard deviation of the logarithm of a value among deals of one size. */
const VALUE_SPREAD = 0.35;

const MEAN_MINUTES = SIZES.reduce((sum, { share, minutes }) => sum + share * minutes, 0);
/** Leads of a week, on average. */
export const LEADS_A_WEEK = (UTILISATION * TEAMS.reps * 5 * SHIFT_HOURS * 60) / MEAN_MINUTES;

/** The world, with one seed. */
export function createTeams(seed: string): World {
  const places = TEAM_SIZES.flatMap((team) => Array.from({ length: team.count }, () => team));
  const reps = places.map((team, index) => createRep(`${seed}/team`, team, index));
  const intercept = interceptFor(SAMPLE, TEAMS, TEAMS.baseRate);
  return { spec: TEAMS, seed, reps, intercept, mostBacklog: MOST_BACKLOG };
}

function createRep(seed: string, { tier, capacity, dailyCap }: Team, index: number): WorldRep {
  const repId = `${tier}-${String(index + 1).padStart(2, '0')}`;
  const random = createRandom(`${seed}/${repId}`);
  const first = {
    skill: random.normal(),
    fits: INDUSTRIES.map(() => random.normal()),
    sizes: SIZES.map(() => random.normal()),
    taste: [],
  };
  const [home, offset] = ZONES[index % ZONES.length]!;
  const workStart = SHIFT_FROM * 60 - offset;
  const workEnd = workStart + SHIFT_HOURS * 60;
  const job = { tier, capacity, dailyCap, workStart, workEnd, home, focus: -1 };
  return { repId, ...job, first, second: first };
}

/** The leads of so many days, in order of arrival: on working days, by the hours of their territory. */
export function createTeamLeads(
  seed: string,
  period: { readonly from: number; readonly days: number },
): WorldLead[] {
  const random = createRandom(`${seed}/days`);
  const working = WEEKDAY_SHARES.slice(0, 5);
  const all = working.reduce((sum, share) => sum + share, 0);
  const arrivals = Array.from({ length: period.days }, (_, day) => {
    const share = working[day % 7];
    if (share === undefined) return [];
    const count = random.negativeBinomial((LEADS_A_WEEK * share) / all, DISPERSION);
    return Array.from({ length: count }, () => {
      const [territory, offset] = random.pick(ZONES);
      return { territory, at: arrivalAt(random, period.from, day, 'office', offset) };
    });
  });
  return arrivals
    .flat()
    .toSorted((a, b) => a.at - b.at)
    .map(({ territory, at }, index) => createTeamLead(`${seed}/${String(index)}`, at, territory));
}

const KINDS = SIZES.map(({ name, share, effect }) => [name, share, effect] as const);
/**
 * Six, as in the study that the bars come from: 300 deals of a rep are 50 of an industry there. Left out of the catalogue are leads
 * that name none, and the smaller of two that the model's segments do not tell apart.
 */
const ASKING = INDUSTRIES.filter(([industry]) => industry !== null && industry !== 'media');
/** One product: what differs is the size of the deal. */
const PRODUCTS = [['suite', 1, 0, 0]] as const;

function createTeamLead(seed: string, occurredAt: number, territory: string): WorldLead {
  const base = createLead(seed, occurredAt, { products: PRODUCTS, dealTypes: KINDS, industries: ASKING });
  const size = SIZES.findIndex(({ name }) => name === base.lead.dealType);
  const { value: median, minutes } = SIZES[size]!;
  const value = Math.round(createRandom(`${seed}/value`).logNormal(median, VALUE_SPREAD));
  const country = base.lead.country === null ? null : territory;
  return { ...base, size, minutes, value, lead: { ...base.lead, country, amount: value } };
}

const SAMPLE = Array.from({ length: 1_000 }, (_, index) =>
  createTeamLead(`calibration/${String(index)}`, EPOCH + DAY, 'GB'),
);
