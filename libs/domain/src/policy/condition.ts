import type { RosterRep } from '../assignment/roster.ts';
import type { RoutableLead } from '../assignment/state.ts';
import { isBetween } from './between.ts';

/** What a condition may ask of a lead. None of it is about a person; a fact that is not known is an empty text or 0. */
export const LEAD_FACTS = [
  'source',
  'country',
  'timeZone',
  'language',
  'product',
  'dealType',
  'segment',
  'score',
  'expectedValue',
  'workMinutes',
  'region',
  'account',
  'postalArea',
] as const satisfies readonly (keyof RoutableLead)[];

/** What a condition may ask of a rep. */
export const REP_FACTS = [
  'repId',
  'territories',
  'skills',
  'languages',
  'tier',
  'timeZone',
  'capacity',
  'dailyCap',
] as const satisfies readonly (keyof RosterRep)[];

export type LeadFact = (typeof LEAD_FACTS)[number];
export type RepFact = (typeof REP_FACTS)[number];

export const COMPARISONS = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'startsWith',
  'endsWith',
  'contains',
  'between',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

type Value = string | number | boolean | readonly string[] | readonly number[];

/** A fact, or a value that the condition names. */
export type Operand = { readonly lead: LeadFact } | { readonly rep: RepFact } | { readonly value: Value };

/**
 * `left op right`; of `in` the right one is a list. Of `between` it is a list of texts, each after the one before: from the first to
 * the second (exclusive), from the third to the fourth and so on, so that many spans are asked at once.
 */
export interface Compared {
  readonly op: Comparison;
  readonly left: Operand;
  readonly right: Operand;
}

/** A condition as plain data: no library is needed to decide by it again in a year. `not` has one part. */
export type Condition = { readonly op: 'and' | 'or' | 'not'; readonly of: readonly Condition[] } | Compared;

/** Holds always: nothing has to. */
export const ALWAYS: Condition = { op: 'and', of: [] };
export const NEVER: Condition = { op: 'or', of: [] };

export const isCompared = (condition: Condition): condition is Compared => 'left' in condition;

/** What a condition asks. `pair`: both, so that it may differ for each lead and rep. */
export type Subject = 'nothing' | 'lead' | 'rep' | 'pair';

export function subjectOf(condition: Condition): Subject {
  const parts = isCompared(condition)
    ? [condition.left, condition.right].map(subjectOfOperand)
    : condition.of.map(subjectOf);
  return parts.reduce(both, 'nothing');
}

const subjectOfOperand = (operand: Operand): Subject =>
  'lead' in operand ? 'lead' : 'rep' in operand ? 'rep' : 'nothing';

function both(a: Subject, b: Subject): Subject {
  if (a === b || b === 'nothing') return a;
  return a === 'nothing' ? b : 'pair';
}

/** Whether a condition holds for a lead and a rep. */
export type Test = (lead: RoutableLead, rep: RosterRep) => boolean;
type Read = (lead: RoutableLead, rep: RosterRep) => Value;

/** Makes a condition a function. Types are not looked at: whoever makes a condition has checked them. */
export function testOf(condition: Condition): Test {
  if (isCompared(condition)) return comparisonOf(condition);
  const parts = condition.of.map(testOf);
  if (condition.op === 'not') return (lead, rep) => !parts.every((part) => part(lead, rep));
  if (condition.op === 'or') return (lead, rep) => parts.some((part) => part(lead, rep));
  return (lead, rep) => parts.every((part) => part(lead, rep));
}

function comparisonOf({ op, left, right }: Compared): Test {
  const compare = COMPARE[op];
  if ('lead' in left && 'value' in right) {
    // The usual form as one function, not three: among many rules, fetching these from memory takes longer than asking.
    const { lead: fact } = left;
    const { value } = right;
    return (lead) => compare(lead[fact] ?? '', value);
  }
  const [a, b] = [readerOf(left), readerOf(right)];
  return (lead, rep) => compare(a(lead, rep), b(lead, rep));
}

function readerOf(operand: Operand): Read {
  if ('value' in operand) return () => operand.value;
  if ('rep' in operand) return (_lead, rep) => rep[operand.rep];
  const name = operand.lead;
  return (lead) => lead[name] ?? '';
}

const COMPARE: Readonly<Record<Comparison, (a: Value, b: Value) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  in: (a, b) => (b as readonly Value[]).includes(a),
  startsWith: (a, b) => (a as string).startsWith(b as string),
  endsWith: (a, b) => (a as string).endsWith(b as string),
  contains: (a, b) => (a as string).includes(b as string),
  between: (a, b) => isBetween(a as string, b as readonly string[]),
};
