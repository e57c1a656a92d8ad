import { isObject } from '../shared/is-object.ts';
import { repConditionProblem } from './check.ts';
import type { Condition } from './condition.ts';

/** Rules that no longer hold for a lead that has waited so long. */
export interface RelaxStep {
  readonly afterMinutes: number;
  /** Ids of rules. */
  readonly drop: readonly string[];
}

/** The team whose members may take a lead that has waited so long, whatever rules and territories say. */
export interface Overflow {
  readonly afterMinutes: number;
  /** Its name, for people. */
  readonly team: string;
  /** Whether a rep is in it; asks the rep alone. */
  readonly members: Condition;
}

/** The workspace to which a lead goes for whom nobody has been found in so long. */
export interface Transfer {
  readonly afterMinutes: number;
  readonly workspace: string;
}

const MOST_STEPS = 20;
const MOST_MINUTES = 525_600;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function minutesProblem(value: unknown): string | null {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_MINUTES;
  return fits ? null : `afterMinutes must be a whole number from 1 to ${MOST_MINUTES}`;
}

/** What is wrong with the steps of a policy as they come in JSON; null: nothing. */
export function relaxProblem(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > MOST_STEPS)
    return `must be a list of ${MOST_STEPS} steps at most`;
  const problems = value.map((step, index) => {
    const problem = stepProblem(step);
    return problem === null ? null : `[${index}]: ${problem}`;
  });
  return problems.find((problem) => problem !== null) ?? null;
}

function stepProblem(step: unknown): string | null {
  if (!isObject(step)) return 'must be an object';
  const { afterMinutes, drop, ...rest } = step;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is no part of a step`;
  const isList = Array.isArray(drop) && drop.length > 0 && drop.every(isText);
  return minutesProblem(afterMinutes) ?? (isList ? null : 'drop must be a list of rules');
}

/** What is wrong with the overflow of a policy as it comes in JSON; null: nothing. */
export function overflowProblem(value: unknown): string | null {
  if (!isObject(value)) return 'must be an object';
  const { afterMinutes, team, members, ...rest } = value;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is no part of an overflow`;
  if (!isText(team)) return 'team must be a text that is not empty';
  return minutesProblem(afterMinutes) ?? repConditionProblem(members, 'members');
}

/** What is wrong with the transfer of a policy as it comes in JSON; null: nothing. */
export function transferProblem(value: unknown): string | null {
  if (!isObject(value)) return 'must be an object';
  const { afterMinutes, workspace, ...rest } = value;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is no part of a transfer`;
  if (!isText(workspace)) return 'workspace must be a text that is not empty';
  return minutesProblem(afterMinutes);
}
