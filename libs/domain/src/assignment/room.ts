import { MINUTE } from '../shared/instant.ts';
import { hoursCode, type Moment, roomCode } from './candidates.ts';
import { capCode, mostOf } from './caps.ts';
import { dutyOf } from './duty.ts';
import { minutesUntilWorked, nextLocalDay, nextLocalHour, nextLocalWeek } from './hours.ts';
import type { RosterRep } from './roster.ts';
import { loadOf, rosterOf } from './state.ts';
import type { Turn } from './turn.ts';
import { type Got, gotNow } from './windows.ts';
import { backlogOf, workedAt } from './work.ts';

/** What the rep got in the hour, day and week that it now is. */
const gotOf = (turn: Turn, rep: RosterRep, moment: Moment): Got =>
  gotNow(loadOf(turn.state, rep.repId), rep.timeZone, moment);

/** Whether hours, capacity and caps let the rep take one more lead. */
export function hasRoom(turn: Turn, rep: RosterRep, moment: Moment): boolean {
  const got = gotOf(turn, rep, moment);
  const most = mostOf(moment.policy, rosterOf(turn.state), rep);
  if (!rep.active || capCode(most, got) !== 0) return false;
  return hoursCode(rep, moment) === 0 && roomCode(rep, loadOf(turn.state, rep.repId).open, got.day) === 0;
}

/** Minutes of work that wait for the rep beyond those with which leads of the line are served; below 0: they are. */
function overdue({ state }: Turn, rep: RosterRep, moment: Moment): number {
  const { backlogHours } = moment.policy.waiting;
  if (backlogHours === undefined) return -1;
  return backlogOf(loadOf(state, rep.repId), workedAt(rep, moment)) - 60 * backlogHours;
}

/** Whether so little work waits for the rep that leads of the line are served; always, if the policy does not ask. */
export const hasTime = (turn: Turn, rep: RosterRep, moment: Moment): boolean =>
  overdue(turn, rep, moment) < 0;

/** When the rep will have done what waits too much, epoch ms; null: it does not. */
function timeAgainAt(turn: Turn, rep: RosterRep, moment: Moment): number | null {
  const minutes = Math.floor(overdue(turn, rep, moment)) + 1;
  if (minutes <= 0) return null;
  const { at, policy, offsets } = moment;
  if (policy.hours === 'ignore') return at + minutes * MINUTE;
  const local = at + (offsets[rep.timeZone] ?? 0) * MINUTE;
  return at + minutesUntilWorked(dutyOf(rep, policy), local, minutes) * MINUTE;
}

/** How many leads more they let the rep take. */
export function seatsOf(turn: Turn, rep: RosterRep, moment: Moment): number {
  if (!hasRoom(turn, rep, moment)) return 0;
  const got = gotOf(turn, rep, moment);
  const most = mostOf(moment.policy, rosterOf(turn.state), rep);
  const { open } = loadOf(turn.state, rep.repId);
  const day = Math.min(rep.dailyCap, most.day) - got.day;
  return Math.min(rep.capacity - open, day, most.hour - got.hour, most.week - got.week);
}

/**
 * When a rep whose hour, day or week is full may get leads again, epoch ms: the start of the next one, of the longest that is full.
 * If none is, when leads of the line are served again. Null: they are.
 */
export function roomAgainAt(turn: Turn, rep: RosterRep, moment: Moment): number | null {
  const zone = turn.ctx.zone(rep.timeZone);
  const got = gotOf(turn, rep, moment);
  const most = mostOf(moment.policy, rosterOf(turn.state), rep);
  if (got.week >= most.week) return nextLocalWeek(zone, moment.at);
  if (got.day >= Math.min(rep.dailyCap, most.day)) return nextLocalDay(zone, moment.at);
  return got.hour >= most.hour ? nextLocalHour(zone, moment.at) : timeAgainAt(turn, rep, moment);
}
