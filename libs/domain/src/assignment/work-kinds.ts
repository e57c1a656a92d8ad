import { type Condition, testOf } from '../policy/condition.ts';
import type { RosterRep } from './roster.ts';
import type { RoutableLead } from './state.ts';

/** Work of leads of some kind, as the firm knows it. */
export interface WorkKind {
  /** Asks the lead alone. */
  readonly when: Condition;
  /** Above 0, at most a day. */
  readonly minutes: number;
}

/** Minutes of the first kind that a lead is of; null: of none. */
type MinutesOf = (lead: RoutableLead) => number | null;

// A kind is asked of the lead alone.
const NO_REP = null as unknown as RosterRep;

const compiled = new WeakMap<readonly WorkKind[], MinutesOf>();

/** Minutes of the first kind that a lead is of; null: of none. */
export function minutesByKind(kinds: readonly WorkKind[], lead: RoutableLead): number | null {
  const known = compiled.get(kinds) ?? compile(kinds);
  compiled.set(kinds, known);
  return known(lead);
}

/** Every candidate of a lead asks for the same one's: it is found once. */
function compile(kinds: readonly WorkKind[]): MinutesOf {
  const tests = kinds.map(({ when }) => testOf(when));
  const answers = new WeakMap<RoutableLead, number | null>();
  return (lead) => {
    const known = answers.get(lead);
    if (known !== undefined) return known;
    const found = kinds[tests.findIndex((isOf) => isOf(lead, NO_REP))]?.minutes ?? null;
    answers.set(lead, found);
    return found;
  };
}
