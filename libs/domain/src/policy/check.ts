import { isObject } from '../shared/is-object.ts';
import { areBounds } from './between.ts';
import { COMPARISONS, LEAD_FACTS, REP_FACTS, subjectOf, type Condition, type Subject } from './condition.ts';

type Kind = 'text' | 'number' | 'boolean' | 'texts' | 'numbers';

const NUMBERS: readonly string[] = ['score', 'expectedValue', 'workMinutes', 'capacity', 'dailyCap'];
const LISTS: readonly string[] = ['territories', 'skills', 'languages'];
/** Deeper conditions than anybody writes could exhaust the stack. */
const DEEPEST = 40;
const MOST_RULES = 1000;

/**
 * What is wrong with the rules of a policy as they come in JSON; null: nothing. A condition that passes can be asked of any lead
 * and rep without failing.
 */
export const rulesProblem = (value: unknown): string | null => listProblem(value, ruleProblem);

/** The same of any list in a policy whose parts are rules of some kind. */
export function listProblem(value: unknown, problemOf: (part: unknown) => string | null): string | null {
  if (!Array.isArray(value) || value.length > MOST_RULES)
    return `must be a list of ${MOST_RULES} rules at most`;
  const problems = value.map((rule, index) => {
    const problem = problemOf(rule);
    return problem === null ? null : `[${index}]: ${problem}`;
  });
  return problems.find((problem) => problem !== null) ?? null;
}

/** Whether a value is a condition that can be asked, about whatever of these. */
export const isConditionOn = (value: unknown, about: readonly Subject[]): value is Condition =>
  isCondition(value, DEEPEST) && about.includes(subjectOf(value));

function ruleProblem(rule: unknown): string | null {
  if (!isObject(rule)) return 'must be an object';
  const { id, when, require, ...rest } = rule;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is no part of a rule`;
  if (typeof id !== 'string' || id === '') return 'id must be a text that is not empty';
  if (!isConditionOn(when, ['lead', 'nothing'])) return 'when must be a condition on the lead';
  return isCondition(require, DEEPEST) ? null : 'require must be a condition';
}

/** What is wrong with a condition that asks the rep alone; null: nothing. */
export function repConditionProblem(value: unknown, name: string): string | null {
  const asksRep = isCondition(value, DEEPEST) && ['rep', 'nothing'].includes(subjectOf(value));
  return asksRep ? null : `${name} must be a condition on the rep`;
}

function isCondition(value: unknown, depth: number): value is Condition {
  if (!isObject(value) || depth === 0) return false;
  const { op, of, left, right, ...rest } = value;
  if (Object.keys(rest).length > 0) return false;
  if (op === 'and' || op === 'or' || op === 'not')
    return (
      left === undefined &&
      right === undefined &&
      Array.isArray(of) &&
      (op !== 'not' || of.length === 1) &&
      of.every((part) => isCondition(part, depth - 1))
    );
  if (of !== undefined) return false;
  const [a, b] = [kindOf(left), kindOf(right)];
  if (op === 'between') return a === 'text' && b === 'texts' && isObject(right) && areBounds(right['value']);
  return fits(op, a, b);
}

function fits(op: unknown, left: Kind | null, right: Kind | null): boolean {
  if (left === null || right === null || !COMPARISONS.some((known) => known === op)) return false;
  if (op === 'in') return right === `${left}s`;
  if (left !== right || left === 'texts' || left === 'numbers') return false;
  if (op === '==' || op === '!=') return true;
  if (op === '<' || op === '<=' || op === '>' || op === '>=') return left !== 'boolean';
  return left === 'text';
}

function kindOf(operand: unknown): Kind | null {
  if (!isObject(operand) || Object.keys(operand).length !== 1) return null;
  const { lead, rep, value } = operand;
  if (lead !== undefined) return LEAD_FACTS.some((fact) => fact === lead) ? factKind(lead) : null;
  if (rep !== undefined) return REP_FACTS.some((fact) => fact === rep) ? factKind(rep) : null;
  if (!Array.isArray(value)) return singleKind(value);
  const kinds = new Set(value.map(singleKind));
  if (kinds.size > 1 || kinds.has('boolean') || kinds.has(null)) return null;
  return kinds.has('number') ? 'numbers' : 'texts';
}

function factKind(fact: unknown): Kind {
  if (NUMBERS.some((known) => known === fact)) return 'number';
  return LISTS.some((known) => known === fact) ? 'texts' : 'text';
}

function singleKind(value: unknown): Kind | null {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' && Number.isFinite(value) ? 'number' : null;
}
