import type { RosterRep } from '@leadline/domain';
import type { Finding } from '../finding.ts';
import type { PolicyDocument } from '../read.ts';
import { postalOverlaps, postalRests } from './postal.ts';

const BY = ['countries', 'regions', 'accounts'] as const;
type By = (typeof BY)[number];
/** What some territory names, and the first that does. */
type Named = ReadonlyMap<string, string>;

/**
 * What several territories name; countries in which reps sell but which no territory names; and countries of which territories
 * name single regions or postal areas, and none the rest.
 */
export function lintTerritories(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  const countries = namedBy(policy, 'countries');
  const found = [...BY.flatMap((by) => overlaps(policy, by)), ...postalOverlaps(policy)];
  if (countries.has('*')) return found;
  const parts = partsOf(policy);
  return [...found, ...unnamed(policy, countries, parts, reps), ...rests(policy, countries, parts)];
}

function namedBy({ data: { territories } }: PolicyDocument, by: By): Named {
  const first = new Map<string, string>();
  for (const [name, territory] of Object.entries(territories))
    for (const one of territory[by]) if (!first.has(one)) first.set(one, name);
  return first;
}

function overlaps(policy: PolicyDocument, by: By): readonly Finding[] {
  const seen = new Map<string, string>();
  return Object.entries(policy.data.territories).flatMap(([name, territory]) =>
    territory[by].flatMap((one, index): readonly Finding[] => {
      const other = seen.get(one);
      seen.set(one, other ?? name);
      if (other === undefined) return [];
      return [
        {
          code: 'TERRITORY_OVERLAP',
          severity: 'error',
          at: policy.placeOf(['territories', name, by, index]),
          what: `${one} is in the territory ${other} already: its leads would have to meet both`,
          mend: 'Leave it in one of them.',
        },
      ];
    }),
  );
}

function unnamed(
  { placeOf }: PolicyDocument,
  countries: Named,
  parts: Parts,
  reps: readonly RosterRep[],
): readonly Finding[] {
  if (countries.size === 0) return [];
  const sold = new Set(reps.filter(({ active }) => active).flatMap((rep) => rep.territories));
  const missing = [...sold]
    .filter((country) => country !== '*' && !countries.has(country) && !parts.has(country))
    .toSorted();
  if (missing.length === 0) return [];
  return [
    {
      code: 'TERRITORY_GAP',
      severity: 'warning',
      at: placeOf(['territories']),
      what: `reps sell in ${missing.join(', ')}, but no territory names it: such leads go to whoever has the country`,
      mend: 'Add it to a territory, or give one of them the country *, which is all others.',
    },
  ];
}

/** Countries of which territories name parts: which kinds of parts, and which leads they leave. */
type Parts = ReadonlyMap<string, { readonly named: string; readonly left: string }>;

function partsOf(policy: PolicyDocument): Parts {
  const regions = new Set([...namedBy(policy, 'regions').keys()].map((region) => region.slice(0, 2)));
  const areas = postalRests(policy);
  return new Map(
    [...new Set([...regions, ...areas.keys()])].toSorted().map((country) => {
      const rest = areas.get(country);
      const ofRegions = 'without a region, or of another one,';
      if (rest === undefined) return [country, { named: 'regions', left: ofRegions }];
      return regions.has(country)
        ? [country, { named: 'regions and postal areas', left: `${ofRegions} that are ${rest}` }]
        : [country, { named: 'postal areas', left: rest }];
    }),
  );
}

/** A lead whose region or postal area is not known, or is none of those named, is of no territory. */
function rests({ placeOf }: PolicyDocument, countries: Named, parts: Parts): readonly Finding[] {
  const missing = [...parts].filter(([country]) => !countries.has(country));
  return missing.map(([country, { named, left }]) => ({
    code: 'TERRITORY_GAP',
    severity: 'warning',
    at: placeOf(['territories']),
    what: `territories name ${named} of ${country}, but none the rest of it: leads of ${country} ${left} go to whoever has the country`,
    mend: `Add ${country} to a territory, or give one of them the country *, which is all others.`,
  }));
}
