import {
  capsProblem,
  holidaysProblem,
  preferencesProblem,
  weightsProblem,
  workKindsProblem,
} from '../policy/check-soft.ts';
import { rulesProblem } from '../policy/check.ts';
import { overflowProblem, relaxProblem, transferProblem } from '../policy/steps.ts';
import { isObject } from '../shared/is-object.ts';

type Shape = { readonly [key: string]: Check | Shape };
type Check = (value: unknown) => string | null;

const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value) ? null : `must be one of ${names.join(', ')}`;
const number =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most
      ? null
      : `must be a number from ${least} to ${most}`;
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && number(least, most)(value) === null
      ? null
      : `must be a whole number from ${least} to ${most}`;
const text: Check = (value) =>
  typeof value === 'string' && value !== '' ? null : 'must be a text that is not empty';
const yesOrNo: Check = (value) => (typeof value === 'boolean' ? null : 'must be true or false');

const SLACK = { band: number(0, 10), atMost: number(0, 1) };
/** Slack of fairness by tier, whose names are the roster's. */
const byTier: Check = (value) =>
  isObject(value) &&
  Object.values(value).every((one) => isObject(one) && problems(one, SLACK, '').length === 0)
    ? null
    : 'must have band (0 to 10) or atMost (0 to 1) by tier';

const SHAPE: Shape = {
  version: text,
  strategy: oneOf('value', 'round-robin'),
  objective: oneOf('value', 'probability'),
  hours: oneOf('required', 'next-shift', 'ignore'),
  owner: { overflow: number(0, 100), respectHours: yesOrNo },
  congestion: { perOpenShare: number(0, 10_000_000), delay: number(0, 10_000_000) },
  price: {
    perBacklogHour: number(0, 100),
    perFullDay: number(0, 100),
    perFullCapacity: number(0, 100),
  },
  work: { minutes: number(0, 1440), kinds: workKindsProblem },
  waiting: {
    deadlineMinutes: number(1, 525_600),
    floor: number(0, 1_000_000_000),
    joint: yesOrNo,
    backlogHours: number(0.1, 1000),
  },
  amend: oneOf('keep', 'redecide'),
  rules: rulesProblem,
  prefer: preferencesProblem,
  caps: capsProblem,
  weights: weightsProblem,
  holidays: holidaysProblem,
  exploration: { share: number(0, 0.5), band: number(0, 1), perDay: whole(0, 1_000_000) },
  fairness: { ...SLACK, workHours: number(1, 10_000), tiers: byTier },
  relax: relaxProblem,
  overflow: overflowProblem,
  transfer: transferProblem,
};

function problems(value: Readonly<Record<string, unknown>>, shape: Shape, path: string): string[] {
  return Object.entries(value).flatMap(([key, member]) => {
    const check = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (check === undefined)
      return [`${path}${key}: not a setting; known are ${Object.keys(shape).join(', ')}`];
    if (typeof check !== 'function')
      return isObject(member)
        ? problems(member, check, `${path}${key}.`)
        : [`${path}${key}: must be an object`];
    const problem = check(member);
    return problem === null ? [] : [`${path}${key}: ${problem}`];
  });
}

/** What is wrong with the settings of a policy, each with its path. None has to be there. */
export const settingProblems = (value: Readonly<Record<string, unknown>>): string[] =>
  problems(value, SHAPE, '');
