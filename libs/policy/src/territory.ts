import type { Condition, LeadFact } from '@leadline/domain';
import type { PolicyFile } from './schema.ts';

type Territories = PolicyFile['territories'];
type Territory = Territories[string];

/** Whether a lead is of each territory: by its account, where a territory names that, else by its region, else by its country. */
export function territoryConditions(territories: Territories): ReadonlyMap<string, Condition> {
  const all = Object.values(territories);
  const accounts = all.flatMap((territory) => territory.accounts);
  const regions = all.flatMap((territory) => territory.regions);
  const countries = all.flatMap((territory) => territory.countries).filter((one) => one !== '*');
  return new Map(
    Object.entries(territories).map(([name, territory]) => {
      const byCountry = ofCountries(territory, countries);
      const byRegion = narrower('region', territory.regions, regions, byCountry);
      return [name, narrower('account', territory.accounts, accounts, byRegion) ?? NOWHERE];
    }),
  );
}

/** The schema wants one of the three to be there. */
const NOWHERE: Condition = { op: 'or', of: [] };

const within = (fact: LeadFact, value: readonly string[]): Condition => ({
  op: 'in',
  left: { lead: fact },
  right: { value },
});

const notWithin = (fact: LeadFact, value: readonly string[]): Condition => ({
  op: 'not',
  of: [within(fact, value)],
});

function ofCountries({ countries }: Territory, named: readonly string[]): Condition | null {
  if (countries.length === 0) return null;
  const own = within('country', countries.filter((one) => one !== '*')); // prettier-ignore
  return countries.includes('*') ? { op: 'or', of: [own, notWithin('country', named)] } : own;
}

/** By a fact that goes before: what any territory names by it is of that one alone; the rest as it was. */
function narrower(
  fact: LeadFact,
  own: readonly string[],
  named: readonly string[],
  rest: Condition | null,
): Condition | null {
  if (named.length === 0) return rest;
  const others: Condition | null = rest === null ? null : { op: 'and', of: [notWithin(fact, named), rest] };
  if (own.length === 0) return others;
  return others === null ? within(fact, own) : { op: 'or', of: [within(fact, own), others] };
}
