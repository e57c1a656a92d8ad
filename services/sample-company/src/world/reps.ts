import { createRandom, type Random } from '@leadline/chance';
import { PRODUCTS } from './catalogue.ts';
import { mailPart, personName } from './names.ts';
import { COUNTRIES, TERRITORIES } from './places.ts';
import type { RepBody, RepTruth } from './types.ts';

/** Reps per territory: about one for each 80 leads of two weeks. */
const TEAM_SIZES: Readonly<Record<string, number>> = {
  central: 28,
  west: 28,
  north: 32,
  south: 12,
  asia: 20,
};

const TIERS = [
  { tier: 'junior', share: 0.3, skill: -0.15, products: 4, capacity: 45, dailyCap: 12 },
  { tier: 'mid', share: 0.45, skill: 0, products: 5, capacity: 55, dailyCap: 14 },
  { tier: 'senior', share: 0.25, skill: 0.15, products: 7, capacity: 65, dailyCap: 16 },
] as const;

type Tier = (typeof TIERS)[number];

/** The reps and what nobody is told about them. */
export function createReps(
  seed: string,
  at: number,
  effects: { readonly skill: number },
): { readonly reps: readonly RepBody[]; readonly truths: ReadonlyMap<string, RepTruth> } {
  const reps: RepBody[] = [];
  const truths = new Map<string, RepTruth>();
  for (const territory of TERRITORIES) {
    for (let number = 1; number <= TEAM_SIZES[territory.code]!; number += 1) {
      const random = createRandom(`${seed}/rep/${territory.code}/${String(number)}`);
      const tier = random.weighted(TIERS.map((entry) => [entry, entry.share] as const));
      const rep = createRep(random, territory.code, number, tier, at);
      reps.push(rep);
      truths.set(rep.repId, {
        skill: effects.skill * (random.normal() + tier.skill / 0.3),
        taste: [random.normal(), random.normal(), random.normal()],
      });
    }
  }
  return { reps, truths };
}

function createRep(random: Random, territory: string, number: number, tier: Tier, at: number): RepBody {
  const place = TERRITORIES.find((entry) => entry.code === territory)!;
  const countries = COUNTRIES.filter((country) => country.territory === territory);
  const { first, last } = personName(random, random.pick(countries).names);
  const start = random.pick([480, 510, 540, 600]);
  return {
    repId: `rep-${territory}-${String(number).padStart(2, '0')}`,
    workspace: place.workspace,
    name: `${first} ${last}`,
    email: `${mailPart(first)}.${mailPart(last)}.${String(number)}@sales.${place.workspace}.meterworks.io`,
    phone: null,
    // One rep of the largest teams has left: records of people who are gone are part of real rosters.
    active: number !== 28,
    territories: countries.map((country) => country.code),
    skills: skillsOf(random, tier),
    languages: languagesOf(random, countries),
    tier: tier.tier,
    timeZone: place.timeZone,
    workDays: random.chance(0.85) ? [1, 2, 3, 4, 5] : [2, 3, 4, 5, 6],
    workStart: start,
    workEnd: start + random.pick([480, 510, 540]),
    capacity: tier.capacity,
    dailyCap: tier.dailyCap,
    occurredAt: at,
  };
}

/** Seniors sell everything; others a run of neighbouring products, the dearest only now and then. */
function skillsOf(random: Random, tier: Tier): string[] {
  const names = PRODUCTS.map((product) => product.name);
  if (tier.products === names.length) return ['*'];
  const from = random.int(0, names.length - 1 - tier.products);
  return names.slice(from, from + tier.products);
}

/** English, the territory's main language, and the others by chance. */
function languagesOf(
  random: Random,
  countries: readonly { readonly languages: readonly string[] }[],
): string[] {
  const spoken = new Set(['en', countries[0]!.languages[0]!]);
  for (const language of countries.flatMap((country) => country.languages)) {
    if (random.chance(0.5)) spoken.add(language);
  }
  return [...spoken].toSorted();
}
