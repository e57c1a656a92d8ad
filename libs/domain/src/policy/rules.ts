import type { RosterRep } from '../assignment/roster.ts';
import type { RoutableLead } from '../assignment/state.ts';
import { bitsOf, complement, forEachMissing, intersection, union, type Bits } from './bits.ts';
import { isCompared, subjectOf, testOf, type Compared, type Condition, type LeadFact } from './condition.ts';
import { applying, groupsOf } from './groups.ts';

/** A hard rule: leads for which `when` holds go to reps for whom `require` holds. */
export interface RequireRule {
  readonly id: string;
  /** Asks the lead alone. */
  readonly when: Condition;
  readonly require: Condition;
}

/** Position of the first rule that excludes each rep, in roster order; NOT_EXCLUDED where none does. */
export type ExcludedBy = (lead: RoutableLead) => Int16Array;
export const NOT_EXCLUDED = -1;

/** For all reps alike, or one bit for each. */
type Outcome = boolean | Bits;
export type Evaluate = (lead: RoutableLead) => Outcome;

/** Values of a fact for which a comparison keeps its result. */
const PAIRS_KEPT = 1000;

// What asks nothing of one of the two never looks at it.
const NO_LEAD = null as unknown as RoutableLead;
const NO_REP = null as unknown as RosterRep;

/**
 * Compiles rules for a roster, once. For a lead, `when` is asked once per different text of it, and not at all where a fact of
 * the lead rules it out (see applying); what asks the rep alone is a set of bits made here; only comparisons of the lead with the rep are made for each rep, once for each value of the lead's fact.
 */
export function compileRules(rules: readonly RequireRule[], reps: readonly RosterRep[]): ExcludedBy {
  const groups = groupsOf(rules, ({ require }, position) => ({
    position,
    required: evaluateFor(require, reps),
  }));
  const groupsFor = applying(groups);
  const everybody = bitsOf(reps.length, () => true);
  return (lead) => {
    const excluded = new Int16Array(reps.length).fill(NOT_EXCLUDED);
    const exclude = (rule: number) => (position: number) => {
      if (excluded[position] === NOT_EXCLUDED || rule < (excluded[position] ?? 0)) excluded[position] = rule;
    };
    for (const { rules: applied } of groupsFor(lead)) {
      for (const { position, required } of applied) {
        const allowed = required(lead);
        if (allowed === false) forEachMissing(everybody, NOBODY, exclude(position));
        else if (allowed !== true) forEachMissing(everybody, allowed, exclude(position));
      }
    }
    return excluded;
  };
}

const NOBODY = new Uint32Array(0);

/** Asks a condition for all reps of a roster at once. */
export function evaluateFor(condition: Condition, reps: readonly RosterRep[]): Evaluate {
  const test = testOf(condition);
  const subject = subjectOf(condition);
  if (subject === 'nothing' || subject === 'lead') return (lead) => test(lead, NO_REP);
  if (subject === 'rep') {
    const bits = bitsOf(reps.length, (position) => test(NO_LEAD, reps[position] as RosterRep));
    return () => bits;
  }
  if (isCompared(condition)) return pairsOf(condition, reps);
  const parts = condition.of.map((part) => evaluateFor(part, reps));
  if (condition.op === 'not') return (lead) => inverse(allOf(parts, lead));
  return condition.op === 'and' ? (lead) => allOf(parts, lead) : (lead) => anyOf(parts, lead);
}

/** A comparison of the lead with the rep: made once for each value of the lead's fact. */
function pairsOf(condition: Compared, reps: readonly RosterRep[]): Evaluate {
  const test = testOf(condition);
  const fact = leadFactOf(condition);
  const known = new Map<unknown, Bits>();
  return (lead) => {
    const found = known.get(lead[fact]);
    if (found !== undefined) return found;
    if (known.size >= PAIRS_KEPT) known.clear();
    const bits = bitsOf(reps.length, (position) => test(lead, reps[position] as RosterRep));
    known.set(lead[fact], bits);
    return bits;
  };
}

function leadFactOf({ left, right }: Compared): LeadFact {
  const operand = 'lead' in left ? left : right;
  if ('lead' in operand) return operand.lead;
  throw new Error('A comparison of lead and rep has a fact of the lead.');
}

function allOf(parts: readonly Evaluate[], lead: RoutableLead): Outcome {
  let all: Outcome = true;
  for (const part of parts) {
    const outcome = part(lead);
    if (outcome === false) return false;
    if (outcome !== true) all = all === true ? outcome : intersection(all, outcome);
  }
  return all;
}

function anyOf(parts: readonly Evaluate[], lead: RoutableLead): Outcome {
  let any: Outcome = false;
  for (const part of parts) {
    const outcome = part(lead);
    if (outcome === true) return true;
    if (outcome !== false) any = any === false ? outcome : union(any, outcome);
  }
  return any;
}

const inverse = (outcome: Outcome): Outcome =>
  typeof outcome === 'boolean' ? !outcome : complement(outcome);

/** Reps for whom a condition holds whatever the lead; null: that depends on the lead. */
export function repsFor(condition: Condition, reps: readonly RosterRep[]): readonly RosterRep[] | null {
  const subject = subjectOf(condition);
  if (subject === 'lead' || subject === 'pair') return null;
  const test = testOf(condition);
  return reps.filter((rep) => test(NO_LEAD, rep));
}
