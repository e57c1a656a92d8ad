import type { RosterRep } from '../assignment/roster.ts';
import type { RoutableLead } from '../assignment/state.ts';
import { subjectOf, type Condition } from './condition.ts';
import { evaluateFor, groupsOf, type Evaluate } from './rules.ts';

/** A soft rule: of leads for which `when` holds, a match for which `prefer` holds counts so many percent more. */
export interface PreferRule {
  readonly id: string;
  /** Asks the lead alone. */
  readonly when: Condition;
  readonly prefer: Condition;
  /** Whole, from 1 to 100. */
  readonly percent: number;
}

/** All that speaks for a rep may double what a match counts for, not more. */
export const MOST_PERCENT = 100;

/** By how many percent more each rep counts, in roster order; what several preferences give is added up. */
export type PreferredBy = (lead: RoutableLead) => Uint8Array;

interface Preference {
  readonly holds: Evaluate;
  readonly percent: number;
}

/** Preferences with one `when`. What asks the rep alone is added up once, here. */
interface Compiled {
  readonly applies: (lead: RoutableLead) => boolean;
  readonly fixed: Float64Array;
  readonly asked: readonly Preference[];
}

const isFixed = ({ prefer }: PreferRule): boolean => ['rep', 'nothing'].includes(subjectOf(prefer));

/** Compiles preferences for a roster, once, as compileRules does hard rules. */
export function compilePreferences(rules: readonly PreferRule[], reps: readonly RosterRep[]): PreferredBy {
  const groups = groupsOf(rules, (rule) => rule).map((group): Compiled => {
    const preference = ({ prefer, percent }: PreferRule): Preference => ({
      holds: evaluateFor(prefer, reps),
      percent,
    });
    const fixed = new Float64Array(reps.length);
    // What asks no lead never looks at it.
    for (const rule of group.rules.filter(isFixed))
      add(fixed, preference(rule), null as unknown as RoutableLead);
    const asked = group.rules.filter((rule) => !isFixed(rule)).map(preference);
    return { applies: group.applies, fixed, asked };
  });
  return (lead) => {
    const sums = new Float64Array(reps.length);
    for (const { applies, fixed, asked } of groups) {
      if (!applies(lead)) continue;
      for (let position = 0; position < sums.length; position += 1)
        sums[position] = (sums[position] ?? 0) + (fixed[position] ?? 0);
      for (const preference of asked) add(sums, preference, lead);
    }
    return Uint8Array.from(sums, (sum) => Math.min(sum, MOST_PERCENT));
  };
}

function add(sums: Float64Array, { holds, percent }: Preference, lead: RoutableLead): void {
  const outcome = holds(lead);
  if (outcome === false) return;
  for (let position = 0; position < sums.length; position += 1)
    if (outcome === true || (((outcome[position >>> 5] ?? 0) >>> (position & 31)) & 1) === 1)
      sums[position] = (sums[position] ?? 0) + percent;
}
