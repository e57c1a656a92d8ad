import { isCompared, type Condition, type LeadFact } from './condition.ts';
import type { RequireRule } from './rules.ts';

type Rules = readonly RequireRule[];

const asked = new WeakMap<Rules, ReadonlySet<LeadFact>>();
const NONE: ReadonlySet<LeadFact> = new Set();

/** Facts of the lead for which rules ask. */
export function factsAsked(rules: Rules | undefined): ReadonlySet<LeadFact> {
  if (rules === undefined) return NONE;
  const known =
    asked.get(rules) ??
    new Set(rules.flatMap(({ when, require }) => [...factsIn(when), ...factsIn(require)]));
  asked.set(rules, known);
  return known;
}

function* factsIn(condition: Condition): Generator<LeadFact> {
  if (!isCompared(condition)) for (const part of condition.of) yield* factsIn(part);
  else for (const operand of [condition.left, condition.right]) if ('lead' in operand) yield operand.lead;
}
