import type { Question } from './question.ts';
import { MOST_CENTS, workOf } from './value.ts';

/** Taken once: where code runs in a sandbox (as in tests), every look at a global costs microseconds. */
const { max, min, round } = Math;

/**
 * What the lead's work costs at a rep, in what worth is counted in: its hours, at the price that the rep's hour has by the
 * prices released, and more with what the rep has to do already.
 */
export function priceOf(question: Question, index: number): number {
  const minutes = workOf(question.lead, question.policy);
  const price = (minutes / 60) * hourOf(question, index) + crowdingOf(question, index, minutes);
  return min(round(price), MOST_CENTS);
}

/** What the rep's next seat is worth to other leads of a joint step, in the same. */
export function seatPriceOf({ seats, roster }: Question, index: number): number {
  if (seats === undefined) return 0;
  const repId = roster.reps[index]?.repId ?? '';
  return Object.hasOwn(seats, repId) ? (seats[repId] ?? 0) : 0;
}

/** By the prices released, where they are counted as the policy counts. */
function hourOf({ prices, policy, roster }: Question, index: number): number {
  if (prices?.objective !== policy.objective) return 0;
  const repId = roster.reps[index]?.repId ?? '';
  return Object.hasOwn(prices.perHour, repId) ? (prices.perHour[repId] ?? 0) : 0;
}

/**
 * It rises with the work that waits for the rep and with the day's leads, as whatever is given now puts off what comes next,
 * and with the open leads: they are what the rep got lately, so that time that many good leads want gets dearer by itself. By
 * the measure of a usual lead, so that a hot lead pays no more than a cold one.
 */
function crowdingOf(question: Question, index: number, minutes: number): number {
  const { policy, yardstick, roster, backlog, today, open } = question;
  const { dailyCap = 0, capacity = 0 } = roster.reps[index] ?? {};
  const { price } = policy;
  if (price === undefined) return 0;
  const crowding =
    (price.perBacklogHour * (backlog[index] ?? 0)) / 60 +
    (price.perFullDay * (today[index] ?? 0)) / max(dailyCap, 1) +
    (price.perFullCapacity * (open[index] ?? 0)) / max(capacity, 1);
  return (yardstick.worth * crowding * 60 * minutes) / max(yardstick.seconds, 1);
}
