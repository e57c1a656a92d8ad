import type { Condition, LeadFact } from '@leadline/domain';
import { joinedAreas, namedAreas } from './postal.ts';
import type { PolicyFile } from './schema.ts';

type Territories = PolicyFile['territories'];
type Territory = Territories[string];

/**
 * Whether a lead is of each territory: by its account, where a territory names that, else by its postal area, else by its region,
 * else by its country.
 */
export function territoryConditions(territories: Territories): ReadonlyMap<string, Condition> {
  const all = Object.values(territories);
  const accounts = all.flatMap((territory) => territory.accounts);
  const areas = ofAreas(all);
  const regions = all.flatMap((territory) => territory.regions);
  const countries = all.flatMap((territory) => territory.countries).filter((one) => one !== '*');
  return new Map(
    Object.entries(territories).map(([name, territory]) => {
      const byCountry = ofCountries(territory, countries);
      const byRegion = narrower(within('region', territory.regions), within('region', regions), byCountry);
      const byArea = narrower(ofAreas([territory]), areas, byRegion);
      return [
        name,
        narrower(within('account', territory.accounts), within('account', accounts), byArea) ?? NOWHERE,
      ];
    }),
  );
}

/** The schema wants one of the four to be there. */
const NOWHERE: Condition = { op: 'or', of: [] };

/** Null: it names none. */
const within = (fact: LeadFact, value: readonly string[]): Condition | null =>
  value.length === 0 ? null : { op: 'in', left: { lead: fact }, right: { value } };

const not = (condition: Condition): Condition => ({ op: 'not', of: [condition] });

function ofAreas(territories: readonly Territory[]): Condition | null {
  const named = territories.flatMap(({ postal }) => namedAreas(postal));
  const value = joinedAreas(named.flatMap(({ spans }) => spans)).flat();
  return value.length === 0 ? null : { op: 'between', left: { lead: 'postalArea' }, right: { value } };
}

function ofCountries({ countries }: Territory, named: readonly string[]): Condition | null {
  if (countries.length === 0) return null;
  const own = countryIn(countries.filter((one) => one !== '*'));
  return countries.includes('*') ? { op: 'or', of: [own, not(countryIn(named))] } : own;
}

const countryIn = (value: readonly string[]): Condition => ({
  op: 'in',
  left: { lead: 'country' },
  right: { value },
});

/** By a fact that goes before: what any territory names by it is of that one alone; the rest as it was. */
function narrower(own: Condition | null, named: Condition | null, rest: Condition | null): Condition | null {
  if (named === null) return rest;
  const others: Condition | null = rest === null ? null : { op: 'and', of: [not(named), rest] };
  if (own === null) return others;
  return others === null ? own : { op: 'or', of: [own, others] };
}
