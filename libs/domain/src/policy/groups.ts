import type { RosterRep } from '../assignment/roster.ts';
import type { RoutableLead } from '../assignment/state.ts';
import { isCompared, testOf, type Compared, type Condition, type LeadFact } from './condition.ts';

// `when` asks nothing of the rep and never looks at one.
const NO_REP = null as unknown as RosterRep;

/** Rules with one `when`, which is asked once for all of them. */
export interface Group<R> {
  readonly when: Condition;
  readonly applies: (lead: RoutableLead) => boolean;
  readonly rules: R[];
}

/** Puts rules with the same `when` together, each as `made` of it and its position. */
export function groupsOf<T extends { readonly when: Condition }, R>(
  rules: readonly T[],
  made: (rule: T, position: number) => R,
): readonly Group<R>[] {
  const groups = new Map<string, Group<R>>();
  for (const [position, rule] of rules.entries()) {
    const { when } = rule;
    const text = JSON.stringify(when);
    const test = testOf(when);
    const group = groups.get(text) ?? { when, applies: (lead) => test(lead, NO_REP), rules: [] };
    groups.set(text, group);
    group.rules.push(made(rule, position));
  }
  return [...groups.values()];
}

/**
 * Finds the groups that apply to a lead. Of those whose `when` names the values that a fact must have, as most do, only those
 * of the lead's own value are asked: what a decision costs does not grow with the rules for other products or countries.
 */
export function applying<G extends Pick<Group<unknown>, 'when' | 'applies'>>(
  groups: readonly G[],
): (lead: RoutableLead) => readonly G[] {
  const always: G[] = [];
  const byFact = new Map<LeadFact, Map<unknown, G[]>>();
  for (const group of groups) {
    const needs = needsOf(group.when);
    if (needs === null) {
      always.push(group);
      continue;
    }
    const byValue = byFact.get(needs.fact) ?? new Map<unknown, G[]>();
    byFact.set(needs.fact, byValue);
    for (const value of new Set(needs.values)) byValue.set(value, [...(byValue.get(value) ?? []), group]);
  }
  return (lead) => {
    const possible = [always];
    // Of a fact that is not known, conditions see an empty text.
    for (const [fact, byValue] of byFact) possible.push(byValue.get(lead[fact] ?? '') ?? []);
    return possible.flat().filter(({ applies }) => applies(lead));
  };
}

/** Values of which a fact of the lead must have one. */
interface Needs {
  readonly fact: LeadFact;
  readonly values: readonly unknown[];
}

/** A need without which a condition cannot hold; null: it names none. */
function needsOf(condition: Condition): Needs | null {
  if (isCompared(condition)) return needsOfCompared(condition);
  if (condition.op !== 'and') return null;
  return condition.of.map(needsOf).find((needs) => needs !== null) ?? null;
}

function needsOfCompared({ op, left, right }: Compared): Needs | null {
  if (op === '==' && 'value' in left && 'lead' in right) return { fact: right.lead, values: [left.value] };
  if (!('lead' in left && 'value' in right)) return null;
  if (op === '==') return { fact: left.lead, values: [right.value] };
  return op === 'in' && Array.isArray(right.value) ? { fact: left.lead, values: right.value } : null;
}
