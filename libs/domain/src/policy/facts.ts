import { isCompared, type Condition, type LeadFact } from './condition.ts';
import type { PreferRule } from './preferences.ts';
import type { RequireRule } from './rules.ts';

type Rules = readonly (RequireRule | PreferRule)[];

const asked = new WeakMap<Rules, ReadonlySet<LeadFact>>();
const NONE: ReadonlySet<LeadFact> = new Set();

/** Facts of the lead for which rules or preferences ask. */
export function factsAsked(rules: Rules | undefined): ReadonlySet<LeadFact> {
  if (rules === undefined) return NONE;
  const known =
    asked.get(rules) ??
    new Set(
      rules.flatMap((rule) => [
        ...factsIn(rule.when),
        ...factsIn('require' in rule ? rule.require : rule.prefer),
      ]),
    );
  asked.set(rules, known);
  return known;
}

function* factsIn(condition: Condition): Generator<LeadFact> {
  if (!isCompared(condition)) for (const part of condition.of) yield* factsIn(part);
  else for (const operand of [condition.left, condition.right]) if ('lead' in operand) yield operand.lead;
}
