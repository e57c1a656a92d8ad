import type { RosterRep } from '@leadline/domain';
import type { Finding } from '../finding.ts';
import type { PolicyDocument } from '../read.ts';

/** Countries that several territories name, and those in which reps sell but which no territory names. */
export function lintTerritories(
  { data: { territories }, placeOf }: PolicyDocument,
  reps: readonly RosterRep[],
): readonly Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [name, { countries }] of Object.entries(territories))
    for (const [index, country] of countries.entries()) {
      const other = first.get(country);
      if (other === undefined) first.set(country, name);
      else
        findings.push({
          code: 'TERRITORY_OVERLAP',
          severity: 'error',
          at: placeOf(['territories', name, 'countries', index]),
          what: `${country} is in the territory ${other} already: its leads would have to meet both`,
          mend: 'Leave it in one of them.',
        });
    }
  if (first.size === 0 || first.has('*')) return findings;
  const sold = new Set(reps.filter(({ active }) => active).flatMap((rep) => rep.territories));
  const missing = [...sold].filter((country) => country !== '*' && !first.has(country)).toSorted();
  if (missing.length === 0) return findings;
  return [
    ...findings,
    {
      code: 'TERRITORY_GAP',
      severity: 'warning',
      at: placeOf(['territories']),
      what: `reps sell in ${missing.join(', ')}, but no territory names it: such leads go to whoever has the country`,
      mend: 'Add it to a territory, or give one of them the country *, which is all others.',
    },
  ];
}
