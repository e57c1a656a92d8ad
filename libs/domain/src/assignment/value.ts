import { log, sigmoid } from '../shared/math.ts';
import type { Policy } from './policy.ts';
import type { RoutableLead } from './state.ts';
import { minutesByKind } from './work-kinds.ts';

/** Taken once: where code runs in a sandbox (as in tests), every look at a global costs microseconds. */
const { floor, max, min, round } = Math;

const MILLION = 1_000_000;
/** 90 million: its product with a million stays an exact whole number. */
export const MOST_CENTS = 9_000_000_000;
/** A day: more work than that no lead takes. */
const MOST_MINUTES = 1440;
/** A first answer takes five minutes, and ten more for each hour of work that waits: an assumption, see docs/simulator.md. */
const MINUTES_PER_LEAST_WAIT = 30;
/** So many minutes of work that waits put off a first answer by one. */
export const WORK_PER_WAIT = 6;
const waitOf = (backlog: number): number => log(1 + backlog / MINUTES_PER_LEAST_WAIT);
/** Of each backlog that is usual: every candidate of every lead has one of them. */
const USUAL_WAITS = Float64Array.from({ length: 4 * MOST_MINUTES }, (_, minutes) => waitOf(minutes));

/** P(win) in millionths, from a logit in millionths and what waiting and load take from it. */
export function winChance(logit: number, loss: number): number {
  return round(MILLION * sigmoid((logit - loss) / MILLION));
}

/** P(win) with a rep who has nothing else to do, millionths. */
export const restedChance = (logit: number): number => winChance(logit, 0);

/** What a rep's open leads take from the win logit, by the share of capacity; millionths. */
export function shareLoss(share: number, { congestion }: Policy): number {
  return round((congestion.perOpenShare * share) / MILLION);
}

/**
 * What the wait behind a backlog (minutes of work) takes from the win logit, millionths: `delay` for each e-fold of the time
 * to a first answer. 0 without backlog, and never less with more.
 */
export function waitLoss(backlog: number, delay: number): number {
  return delay === 0 ? 0 : round(delay * (USUAL_WAITS[backlog] ?? waitOf(backlog)));
}

/** Load as a share of capacity, in millionths. */
export function loadShare(open: number, capacity: number): number {
  return floor((open * MILLION) / max(capacity, 1));
}

/** Work that a lead is taken for, whole minutes: as the policy says of its kind, else of all leads, else as scoring estimates it. */
export function workOf(lead: RoutableLead, { work }: Policy): number {
  const ofKind = work?.kinds === undefined ? null : minutesByKind(work.kinds, lead);
  const minutes = ofKind ?? work?.minutes ?? 0;
  return min(max(round(minutes > 0 ? minutes : lead.workMinutes), 0), MOST_MINUTES);
}

/** A deal's size in whole cents. */
export function centsOf(expectedValue: number): number {
  return min(max(round(expectedValue * 100), 0), MOST_CENTS);
}

/** What a match is worth by the objective: cents of expected value, or millionths of a win. */
export function worthOf(chance: number, expectedValue: number, objective: Policy['objective']): number {
  if (objective === 'probability') return chance;
  return floor((chance * centsOf(expectedValue)) / MILLION);
}
