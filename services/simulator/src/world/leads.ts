import { arrivalAt, createRandom, dayCounts, type Random } from '@leadline/chance';
import { DAY, log, type ScorableLead } from '@leadline/domain';
import {
  DEAL_TYPES,
  EMAIL_KINDS,
  INDUSTRIES,
  PHONE_KINDS,
  PRODUCTS,
  SENIORITIES,
  SOURCES,
  TASTES,
  TERRITORIES,
} from './catalogue.ts';

/** A lead, and what only the world knows of it. */
export interface WorldLead {
  readonly leadId: string;
  /** Epoch ms. */
  readonly occurredAt: number;
  /** All that anything learned may see. */
  readonly lead: ScorableLead;
  /** Index into INDUSTRIES, also where the lead does not say so. */
  readonly segment: number;
  /** Index into SIZES; 0 where deals have no sizes. */
  readonly size: number;
  readonly taste: readonly number[];
  /** Log-odds over an average lead: what its fields tell, and what nobody records (standard deviation 1). */
  readonly quality: number;
  readonly hidden: number;
  /** What it brings if won. */
  readonly value: number;
  /** Work for a rep until the first answer, minutes. */
  readonly minutes: number;
  /** Uniform numbers that say whether it is won and how long it takes, the same for every way of routing. */
  readonly luck: number;
  readonly pace: number;
  /** Uniform numbers for what the firm does with it for no good reason: by territory, by favour, handed over. */
  readonly whims: readonly [territory: number, favour: number, handedOver: number];
}

/** Brings what the fields tell to a standard deviation of about 0.95. */
const SEEN_WEIGHT = 1.05;
/** Share of the fields that a form leaves empty. */
const LEFT_EMPTY = 0.04;

/** New leads for each rep and day of the week, on average. */
export const LEADS_PER_REP = 4;

/** The leads of so many days, in order of arrival. `from`: a Monday's midnight. */
export function createLeads(
  seed: string,
  period: { readonly from: number; readonly days: number },
  team: { readonly reps: number; readonly hours: 'office' | 'consumer' },
): WorldLead[] {
  const random = createRandom(`${seed}/days`);
  const counts = dayCounts(random, team.reps * LEADS_PER_REP * period.days, period.days);
  const instants = counts.flatMap((count, day) =>
    Array.from({ length: count }, () => arrivalAt(random, period.from, day, team.hours, 0)),
  );
  return instants
    .toSorted((a, b) => a - b)
    .map((occurredAt, index) => createLead(`${seed}/${String(index)}`, occurredAt));
}

/** What is for sale, in which kinds of deal, and who asks. */
interface Offer {
  readonly products: typeof PRODUCTS;
  readonly dealTypes: typeof DEAL_TYPES;
  readonly industries: typeof INDUSTRIES;
}
const CATALOGUE: Offer = { products: PRODUCTS, dealTypes: DEAL_TYPES, industries: INDUSTRIES };

/** One lead. */
export function createLead(seed: string, occurredAt: number, offer: Offer = CATALOGUE): WorldLead {
  const random = createRandom(seed);
  const draw = <T extends readonly [unknown, number, number, ...unknown[]]>(entries: readonly T[]): T =>
    random.weighted(entries.map((entry) => [entry, entry[1]] as const));
  const [industry, source, product] = [draw(offer.industries), draw(SOURCES), draw(offer.products)];
  const [seniority, emailKind, phoneKind] = [draw(SENIORITIES), draw(EMAIL_KINDS), draw(PHONE_KINDS)];
  const dealType = draw(offer.dealTypes);
  const segment = INDUSTRIES.indexOf(industry); // Of the catalogue, whatever the offer leaves out.
  const employees = Math.max(1, Math.round(random.logNormal(80, 1.6)));
  const known = <T>(value: T): T | null => (random.chance(LEFT_EMPTY) ? null : value);
  const fields = [source, industry, product, seniority, emailKind, phoneKind, dealType];
  const effects = fields.reduce((sum, field) => sum + field[2], bend(employees, seniority[0], source[0]));
  const profile = {
    country: known(random.pick(TERRITORIES)),
    industry: known(industry[0]),
    employees: random.chance(0.25) ? null : employees,
    seniority: seniority[0],
    product: product[0],
  };
  const gaps = Object.values(profile).filter((value) => value === null).length;
  return {
    leadId: seed,
    occurredAt,
    lead: {
      ...profile,
      source: source[0],
      department: null,
      dealType: dealType[0],
      amount: null,
      emailKind: emailKind[0],
      phoneKind: phoneKind[0],
      quality: { completeness: 1 - gaps / 5, validity: emailKind[0] === 'invalid' ? 0.8 : 1 },
    },
    segment,
    size: 0,
    taste: tasteOf(random, segment, employees),
    quality: SEEN_WEIGHT * effects,
    hidden: random.normal(),
    value: product[3] * Math.max(0.5, 1 + 0.1 * random.normal()),
    minutes: Math.round(random.logNormal(55, 0.4)),
    luck: random.next(),
    pace: random.next(),
    whims: [random.next(), random.next(), random.next()],
  };
}

/** What no sum of columns can hold: medium-sized companies buy, chiefs of large ones do not answer, and referrals do not mind. */
function bend(employees: number, seniority: string | null, source: string): number {
  const size = (log(employees) - log(150)) / 2;
  const hump = 0.35 - (0.5 * size * size) / (1 + 0.4 * size * size);
  const aloof = seniority === 'c-level' && employees > 400 && source !== 'referral' ? -0.9 : 0;
  return hump + aloof;
}

function tasteOf(random: Random, segment: number, employees: number): readonly number[] {
  const [x, y] = TASTES[segment]!;
  const size = (log(employees) - 4.4) / 1.6;
  return [x + 0.5 * random.normal(), y + 0.5 * random.normal(), 0.9 * size + 0.4 * random.normal()];
}

/** The first Monday's midnight at or after an instant. Day 4 of the epoch was a Monday. */
export function nextMonday(at: number): number {
  const days = Math.ceil(at / DAY);
  return (days + ((((4 - days) % 7) + 7) % 7)) * DAY;
}
