import { isObject } from '../shared/is-object.ts';
import { isConditionOn, listProblem } from './check.ts';

/** What is wrong with the preferences of a policy as they come in JSON; null: nothing. */
export const preferencesProblem = (value: unknown): string | null => listProblem(value, preferenceProblem);

function preferenceProblem(rule: unknown): string | null {
  if (!isObject(rule)) return 'must be an object';
  const { id, when, prefer, percent, ...rest } = rule;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is no part of a preference`;
  if (typeof id !== 'string' || id === '') return 'id must be a text that is not empty';
  if (!isConditionOn(when, ['lead', 'nothing'])) return 'when must be a condition on the lead';
  if (!isConditionOn(prefer, ['lead', 'rep', 'pair', 'nothing'])) return 'prefer must be a condition';
  return isWhole(percent, 1, 100) ? null : 'percent must be a whole number from 1 to 100';
}

/** What is wrong with the caps of a policy as they come in JSON; null: nothing. */
export const capsProblem = (value: unknown): string | null => listProblem(value, capProblem);

function capProblem(cap: unknown): string | null {
  if (!isObject(cap)) return 'must be an object';
  const { team, members, perHour, perDay, perWeek, ...rest } = cap;
  const limits = [perHour, perDay, perWeek].filter((limit) => limit !== undefined);
  if (!limits.every((limit) => isWhole(limit, 0, Number.MAX_SAFE_INTEGER)))
    return 'perHour, perDay and perWeek must be whole numbers from 0 on';
  return membersProblem(team, members, rest);
}

/** What is wrong with the weights of a policy as they come in JSON; null: nothing. */
export const weightsProblem = (value: unknown): string | null => listProblem(value, weightProblem);

function weightProblem(given: unknown): string | null {
  if (!isObject(given)) return 'must be an object';
  const { team, members, weight, ...rest } = given;
  if (typeof weight !== 'number' || weight < 0.1 || weight > 100)
    return 'weight must be a number from 0.1 to 100';
  return membersProblem(team, members, rest);
}

/** A day: more work than that no lead takes. */
const MOST_MINUTES = 1440;

/** What is wrong with the kinds of leads whose work a policy knows, as they come in JSON; null: nothing. */
export const workKindsProblem = (value: unknown): string | null => listProblem(value, workKindProblem);

function workKindProblem(kind: unknown): string | null {
  if (!isObject(kind)) return 'must be an object';
  const { when, minutes, ...rest } = kind;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is no part of it`;
  if (!isConditionOn(when, ['lead', 'nothing'])) return 'when must be a condition on the lead';
  return isWhole(minutes, 1, MOST_MINUTES)
    ? null
    : `minutes must be a whole number from 1 to ${MOST_MINUTES}`;
}

/** What is wrong with the holidays of a policy as they come in JSON; null: nothing. */
export const holidaysProblem = (value: unknown): string | null => listProblem(value, holidayProblem);

function holidayProblem(given: unknown): string | null {
  if (!isObject(given)) return 'must be an object';
  const { team = 'everybody', members, calendars, days, ...rest } = given;
  if (!Array.isArray(calendars) || !calendars.every((name) => typeof name === 'string' && name !== ''))
    return 'calendars must be a list of names';
  if (!Array.isArray(days) || days.length > MOST_DAYS || !days.every((day) => isWhole(day, 0, 100_000)))
    return `days must be a list of days since 1970-01-01, ${MOST_DAYS} at most`;
  return membersProblem(team, members, rest);
}

/** What is wrong with a team as it stands in a setting that is about its members. */
function membersProblem(
  team: unknown,
  members: unknown,
  rest: Readonly<Record<string, unknown>>,
): string | null {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is no part of it`;
  if (typeof team !== 'string' || team === '') return 'team must be a text that is not empty';
  return isConditionOn(members, ['rep', 'nothing']) ? null : 'members must be a condition on the rep';
}

/** A dozen calendars, for decades. */
const MOST_DAYS = 10_000;

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
