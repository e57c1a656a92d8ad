import { isCompared, type Condition, type LeadFact, type RosterRep } from '@leadline/domain';
import type { PlacedRule } from '../read.ts';
import { factAndValue, isEmpty, reachOf } from './reach.ts';

/** What is said of a lead; of all else nothing is known. */
export type Said = Readonly<Partial<Record<LeadFact, string | number>>>;

/** Leads at most that a policy is tried with. */
const MOST = 50_000;

/**
 * Leads to try a policy with: one for each rule that the rule applies to, each of them and one of which nothing is known also
 * with each value, and each pair of values of two facts, that policy or roster name. Those of which less is said come first.
 */
export function* probesOf(rules: readonly PlacedRule[], reps: readonly RosterRep[]): Generator<Said> {
  const values = valuesOf(rules, reps);
  const seeds = [{}, ...rules.flatMap(({ when }) => seedOf(when))];
  const pairs = [...pairsOf(values)];
  let count = 0;
  for (const extras of [[{}], [...singlesOf(values)], pairs])
    for (const seed of seeds)
      for (const extra of extras) {
        if ((count += 1) > MOST) return;
        const said = located({ ...seed, ...extra, ...seed });
        if (said !== null) yield said;
      }
}

/** A lead in a postal area is in its country; null: it is said to be in another one. */
function located(said: Said): Said | null {
  if (typeof said.postalArea !== 'string') return said;
  const country = said.postalArea.slice(0, 2);
  return (said.country ?? country) === country ? { ...said, country } : null;
}

type Values = ReadonlyMap<LeadFact, ReadonlySet<string | number>>;

function valuesOf(rules: readonly PlacedRule[], reps: readonly RosterRep[]): Values {
  const values = new Map<LeadFact, Set<string | number>>();
  const add = (fact: LeadFact, value: unknown): void => {
    if (typeof value !== 'string' && typeof value !== 'number') return;
    if (value === '*' || value === '') return;
    values.set(fact, (values.get(fact) ?? new Set()).add(value));
  };
  for (const { territories, skills, languages } of reps.filter(({ active }) => active)) {
    for (const country of territories) add('country', country);
    for (const skill of skills) add('product', skill);
    for (const language of languages) add('language', language);
  }
  for (const { when, require } of rules)
    for (const { fact, value } of [...namedIn(when), ...namedIn(require)])
      for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) add(fact, one);
  return values;
}

function* namedIn(condition: Condition): Generator<{ readonly fact: LeadFact; readonly value: unknown }> {
  if (!isCompared(condition)) for (const part of condition.of) yield* namedIn(part);
  else {
    const said = factAndValue(condition);
    if (!said?.fact.startsWith('lead.')) return;
    // Where spans are asked, one lead within them stands for all.
    const value = said.op === 'between' ? (said.value as readonly string[])[0] : said.value;
    yield { fact: said.fact.slice(5) as LeadFact, value };
  }
}

function* singlesOf(values: Values): Generator<Said> {
  for (const [fact, all] of values) for (const value of all) yield { [fact]: value };
}

function* pairsOf(values: Values): Generator<Said> {
  const facts = [...values];
  for (const [index, [fact, all]] of facts.entries())
    for (const [other, others] of facts.slice(index + 1))
      for (const value of all) for (const second of others) yield { [fact]: value, [other]: second };
}

/** A lead to which a rule applies, as far as its condition can be read; none: it cannot. */
function seedOf(when: Condition): readonly Said[] {
  const said: Partial<Record<LeadFact, string | number>> = {};
  for (const [name, range] of reachOf(when)) {
    if (isEmpty(range)) return [];
    if (!name.startsWith('lead.')) continue;
    const { among, without, low, high } = range;
    const value = among === null ? between(low, high) : [...among].find((one) => !without.has(one));
    if (typeof value === 'string' || typeof value === 'number') said[name.slice(5) as LeadFact] = value;
  }
  return [said];
}

/** A number in the range; undefined: it has no ends, so the fact need not be said. */
function between(low: { readonly value: number }, high: { readonly value: number }): number | undefined {
  if (Number.isFinite(low.value))
    return Number.isFinite(high.value) ? (low.value + high.value) / 2 : low.value + 1;
  return Number.isFinite(high.value) ? high.value - 1 : undefined;
}
