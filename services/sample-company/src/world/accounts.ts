import { createRandom } from '@leadline/chance';
import { INDUSTRIES } from './catalogue.ts';
import { companyName } from './names.ts';
import { COUNTRIES } from './places.ts';
import type { AccountBody, RepBody } from './types.ts';

const ACCOUNTS = 1200;
const OWNED_SHARE = 0.15;

/** The companies that the CRM knows, some with an owner among the active reps of their workspace and country. */
export function createAccounts(seed: string, reps: readonly RepBody[]): readonly AccountBody[] {
  return Array.from({ length: ACCOUNTS }, (_, index) => {
    const random = createRandom(`${seed}/account/${String(index)}`);
    const place = random.weighted(COUNTRIES.map((country) => [country, country.weight] as const));
    const industry = random.weighted(INDUSTRIES.map((entry) => [entry, entry.share] as const));
    const company = companyName(index);
    const owners = reps.filter((rep) => rep.active && rep.territories.includes(place.code));
    return {
      accountId: `acc-${String(index + 1).padStart(4, '0')}`,
      workspace: place.workspace,
      name: company.name,
      domain: `${company.stem}.${random.pick(place.domains)}`,
      industry: industry.name,
      country: place.code,
      employees: companySize(random.logNormal(150, 1.5)),
      ownerRepId: random.chance(OWNED_SHARE) ? random.pick(owners).repId : null,
    };
  });
}

/** Whole employees, 1 to 50,000. */
export function companySize(employees: number): number {
  return Math.min(50_000, Math.max(1, Math.round(employees)));
}
