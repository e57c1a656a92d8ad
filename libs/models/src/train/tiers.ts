import type { Solution } from './arrowhead.ts';
import type { WatchedDeal } from './example.ts';
import type { RepDeals, Term } from './rep-effects.ts';

/** Which tier each rep is of, as far as it is told. */
export interface Tiers {
  /** By rep: the number of the tier among those of the team; -1: not told. */
  readonly of: Int16Array;
  /** Tiers of the team that has the most. */
  readonly size: number;
}

/** Where the examples stand in a table: columns of reps, and numbers of their teams. */
interface Places {
  readonly rep: Int32Array;
  readonly team: Uint16Array;
  readonly reps: number;
}

/** The latest tier that is told of each rep, of examples in time order. Undefined: no team has two, so that nothing can be told of them. */
export function tiersOf(examples: readonly WatchedDeal[], { rep, team, reps }: Places): Tiers | undefined {
  const latest = new Map<number, { readonly team: number; readonly tier: string }>();
  for (const [row, { tier }] of examples.entries())
    if (tier !== undefined) latest.set(rep[row]!, { team: team[row]!, tier });
  const names = new Map(
    [...Map.groupBy(latest.values(), (known) => known.team)].map(([of, known]) => {
      return [of, [...new Set(known.map(({ tier }) => tier))].toSorted()] as const;
    }),
  );
  const size = Math.max(0, ...[...names.values()].map(({ length }) => length));
  if (size < 2) return undefined;
  const of = Int16Array.from({ length: reps }, (_, column) => {
    const known = latest.get(column);
    return known === undefined ? -1 : names.get(known.team)!.indexOf(known.tier);
  });
  return { of, size };
}

/** What the reps of a tier have in common for each kind of deal. `kind`: by deal, of so many `kinds`. */
export function tierTerm(
  { of, size }: Tiers,
  rep: Int32Array,
  kind: { readonly level: Uint16Array; readonly size: number },
): Term {
  return {
    size: size * kind.size,
    level: kind.level.map((level, deal) => Math.max(0, of[rep[deal]!]!) * kind.size + level),
    value: Float64Array.from(rep, (column) => (of[column] === -1 ? 0 : 1)),
  };
}

/** What a rep's tier adds to the log-odds of a deal of a kind; of so many `kinds`. */
export function tierEffect(
  { of }: Tiers,
  { team, tiers, teamOf }: Pick<RepDeals, 'team' | 'tiers' | 'teamOf'>,
  { shared }: Pick<Solution, 'shared'>,
  { rep, kind, kinds }: { readonly rep: number; readonly kind: number; readonly kinds: number },
): number {
  if (tiers === undefined || of[rep] === -1) return 0;
  const first = teamOf[rep]! * (team.size + tiers.size) + team.size;
  return shared[first + of[rep]! * kinds + kind]!;
}
