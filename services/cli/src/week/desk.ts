import { DAY, log, MINUTE, offsetAt, type RosterRep, sigmoid, workedUntil } from '@leadline/domain';
import { zoneOffsets } from '@leadline/reference';

/** A first answer takes five minutes, and ten more for each hour of work that waits: what the engine takes off, too. */
const ANSWER = 5 * MINUTE;
const PER_WAITING = 1 / 6;
/** What each e-fold of waiting beyond five minutes takes from the log-odds of a win. */
const LOSS = 0.15;
/** Nobody is away for longer. */
const HORIZON = 14 * DAY;

/** Working time of a rep since the epoch, ms. */
export function workedBy(rep: RosterRep, at: number): number {
  const zone = zoneOffsets(rep.timeZone);
  return workedUntil(rep, at + (zone === null ? 0 : offsetAt(zone, at)) * MINUTE);
}

/** A rep's work in the order in which it came: what is to be done, and when the next lead is answered. */
export class Desk {
  readonly #rep: RosterRep;
  #busyUntil = 0;

  constructor(rep: RosterRep) {
    this.#rep = rep;
  }

  /** Takes a lead; returns the instant of its first answer. */
  take(minutes: number, at: number): number {
    const now = workedBy(this.#rep, at);
    const waiting = Math.max(0, this.#busyUntil - now);
    this.#busyUntil = now + waiting + minutes * MINUTE;
    return this.#instantAfter(now + PER_WAITING * waiting, at) + ANSWER;
  }

  /** First instant, not before `at`, at which the rep has worked for longer. By bisection, to the minute. */
  #instantAfter(worked: number, at: number): number {
    let [low, high] = [at - MINUTE, at + HORIZON];
    while (high - low > MINUTE) {
      const middle = Math.floor((low + high) / 2);
      if (workedBy(this.#rep, middle + MINUTE) > worked) high = middle;
      else low = middle;
    }
    return Math.max(at, high);
  }
}

/** P(win) of a lead answered after so many minutes, from the log-odds of one answered at once. */
export const chanceAfter = (logit: number, waitMinutes: number): number =>
  sigmoid(logit - LOSS * log(Math.max(waitMinutes, 5) / 5));
