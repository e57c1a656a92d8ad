import type { RosterRep } from '../assignment/roster.ts';
import type { RoutableLead } from '../assignment/state.ts';
import type { Bits } from './bits.ts';
import { subjectOf, type Condition } from './condition.ts';
import { applying, groupsOf, type Group } from './groups.ts';
import { evaluateFor, type Evaluate } from './rules.ts';

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
const MOST_PERCENT = 100;

/** By how many percent more each rep counts, in roster order; what several preferences give is added up. */
export type PreferredBy = (lead: RoutableLead) => Uint32Array;

interface Preference {
  readonly holds: Evaluate;
  readonly percent: number;
}

/** Preferences with one `when`. What asks the rep alone is added up once, here; null: none does. */
interface Compiled extends Pick<Group<unknown>, 'when' | 'applies'> {
  readonly fixed: Uint32Array | null;
  readonly asked: readonly Preference[];
}

/** Compiles preferences for a roster, once, as compileRules does hard rules. */
export function compilePreferences(rules: readonly PreferRule[], reps: readonly RosterRep[]): PreferredBy {
  const groups = groupsOf(rules, (rule) => rule).map((group): Compiled => {
    const preference = ({ prefer, percent }: PreferRule): Preference => ({
      holds: evaluateFor(prefer, reps),
      percent,
    });
    const asked = group.rules.filter((rule) => !isFixed(rule)).map(preference);
    return {
      when: group.when,
      applies: group.applies,
      fixed: fixedOf(group.rules.filter(isFixed).map(preference), reps),
      asked,
    };
  });
  const groupsFor = applying(groups);
  return (lead) => {
    const sums = new Uint32Array(reps.length);
    for (const { fixed, asked } of groupsFor(lead)) {
      if (fixed !== null) addAll(sums, fixed);
      for (const preference of asked) add(sums, preference, lead);
    }
    for (let position = 0; position < sums.length; position += 1)
      if ((sums[position] ?? 0) > MOST_PERCENT) sums[position] = MOST_PERCENT;
    return sums;
  };
}

const isFixed = ({ prefer }: PreferRule): boolean => ['rep', 'nothing'].includes(subjectOf(prefer));

// What asks no lead never looks at it.
const NO_LEAD = null as unknown as RoutableLead;

function fixedOf(preferences: readonly Preference[], reps: readonly RosterRep[]): Uint32Array | null {
  if (preferences.length === 0) return null;
  const fixed = new Uint32Array(reps.length);
  for (const preference of preferences) add(fixed, preference, NO_LEAD);
  return fixed;
}

function addAll(sums: Uint32Array, more: Uint32Array): void {
  for (let position = 0; position < sums.length; position += 1)
    sums[position] = (sums[position] ?? 0) + (more[position] ?? 0);
}

function add(sums: Uint32Array, { holds, percent }: Preference, lead: RoutableLead): void {
  const outcome = holds(lead);
  if (outcome === false) return;
  if (outcome === true) {
    for (let position = 0; position < sums.length; position += 1)
      sums[position] = (sums[position] ?? 0) + percent;
  } else addWhere(sums, outcome, percent);
}

function addWhere(sums: Uint32Array, bits: Bits, percent: number): void {
  for (let position = 0; position < sums.length; position += 1)
    if ((((bits[position >>> 5] ?? 0) >>> (position & 31)) & 1) === 1)
      sums[position] = (sums[position] ?? 0) + percent;
}
