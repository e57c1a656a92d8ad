import type { Random } from '@leadline/chance';
import { log } from '@leadline/domain';
import { companySize } from './accounts.ts';
import { INDUSTRIES, JOBS, PRODUCTS, SOURCES, type Source } from './catalogue.ts';
import { COUNTRIES, countryOf, type Country } from './places.ts';
import type { AccountBody, Traits } from './types.ts';

/** Log-odds (standard deviation) that no field of a lead shows. */
const HIDDEN = 0.5;

/** Draws what is true of one lead. A lead of an account takes its company from there. */
export function drawTraits(random: Random, source: Source, account: AccountBody | null): Traits {
  const place = account === null ? drawCountry(random) : countryOf(account.country);
  const industryName =
    account?.industry ?? random.weighted(INDUSTRIES.map((entry) => [entry.name, entry.share] as const));
  const industry = INDUSTRIES.find((entry) => entry.name === industryName)!;
  const employees = account?.employees ?? companySize(random.logNormal(80, 1.6));
  const product = drawProduct(random, employees);
  return {
    workspace: place.workspace,
    country: place.code,
    source: source.name,
    industry: industry.name,
    employees,
    job: random.weighted(JOBS.map((job, index) => [index, job.share] as const)),
    product: product.name,
    dealType: random.chance(account === null ? 0.08 : 0.4) ? 'expansion' : 'new',
    value: Math.round(product.price * (1 + 0.1 * random.normal()) * 100) / 100,
    hidden: HIDDEN * random.normal(),
    taste: [
      industry.taste[0] + 0.5 * random.normal(),
      industry.taste[1] + 0.5 * random.normal(),
      0.45 * (log(employees) - 4.6) + 0.3 * random.normal(),
    ],
  };
}

/** A source by its share of all leads. */
export function drawSource(random: Random): Source {
  return random.weighted(SOURCES.map((source) => [source, source.share] as const));
}

function drawCountry(random: Random): Country {
  return random.weighted(COUNTRIES.map((country) => [country, country.weight] as const));
}

/** Large companies ask for dearer things. */
function drawProduct(random: Random, employees: number): (typeof PRODUCTS)[number] {
  const size = (log(employees) - 4.6) / 6;
  return random.weighted(
    PRODUCTS.map((product, rank) => [product, product.share * Math.max(0.2, 1 + size * (rank - 2))] as const),
  );
}
