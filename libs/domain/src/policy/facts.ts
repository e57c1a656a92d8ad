import { isCompared, type Condition, type LeadFact } from './condition.ts';
import type { PreferRule } from './preferences.ts';
import type { RequireRule } from './rules.ts';

/** A part of a policy that asks the lead alone. */
interface Asks {
  readonly when: Condition;
}
type Rules = readonly (RequireRule | PreferRule | Asks)[];

const asked = new WeakMap<Rules, ReadonlySet<LeadFact>>();
const NONE: ReadonlySet<LeadFact> = new Set();

/** Facts of the lead for which rules, preferences or other parts of a policy ask. */
export function factsAsked(rules: Rules | undefined): ReadonlySet<LeadFact> {
  if (rules === undefined) return NONE;
  const known =
    asked.get(rules) ??
    new Set(
      rules.flatMap((rule) => [
        ...factsIn(rule.when),
        ...('require' in rule ? factsIn(rule.require) : []),
        ...('prefer' in rule ? factsIn(rule.prefer) : []),
      ]),
    );
  asked.set(rules, known);
  return known;
}

function* factsIn(condition: Condition): Generator<LeadFact> {
  if (!isCompared(condition)) for (const part of condition.of) yield* factsIn(part);
  else for (const operand of [condition.left, condition.right]) if ('lead' in operand) yield operand.lead;
}
