import type { Finding } from '../finding.ts';
import { type Naming, NAMINGS } from '../names.ts';
import type { PolicyDocument } from '../read.ts';

const SECTION: Readonly<Record<Naming, 'segments' | 'teams' | 'territories'>> = {
  segment: 'segments',
  team: 'teams',
  territory: 'territories',
};

/** Names that nothing asks for. A territory with a team is a rule of its own. */
export function lintUnused({ data, placeOf }: PolicyDocument): readonly Finding[] {
  const conditions = [
    ...Object.values(data.segments),
    ...(data.work?.kinds ?? []).map(({ when }) => when),
    ...data.rules.flatMap(({ when = '', require = '', prefer = '' }) => [when, require, prefer]),
  ].join('\n');
  const teams = [
    ...Object.values(data.territories).map(({ team }) => team),
    ...[...data.weights, ...data.caps].map(({ team }) => team),
    data.overflow?.team,
  ];
  return NAMINGS.flatMap((naming) =>
    Object.entries<object | string>(data[SECTION[naming]])
      .filter(([name, of]) => {
        const asked = new RegExp(`\\b${naming}\\(\\s*["']${name}["']`).test(conditions);
        const acts = typeof of === 'object' && 'team' in of && of.team !== undefined;
        return !asked && !acts && !(naming === 'team' && teams.includes(name));
      })
      .map(([name]) => ({
        code: 'UNUSED' as const,
        severity: 'warning' as const,
        at: placeOf([SECTION[naming], name]),
        what: `nothing asks for the ${naming} ${name}`,
        mend: 'Use it in a rule, or take it out.',
      })),
  );
}
