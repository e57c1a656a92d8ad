import { hoursCode, type Moment, roomCode } from './candidates.ts';
import { capCode, mostOf } from './caps.ts';
import { nextLocalDay, nextLocalHour, nextLocalWeek } from './hours.ts';
import type { RosterRep } from './roster.ts';
import { loadOf, rosterOf } from './state.ts';
import type { Turn } from './turn.ts';
import { type Got, gotNow } from './windows.ts';

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
 * Null: none is.
 */
export function roomAgainAt(turn: Turn, rep: RosterRep, moment: Moment): number | null {
  const zone = turn.ctx.zone(rep.timeZone);
  const got = gotOf(turn, rep, moment);
  const most = mostOf(moment.policy, rosterOf(turn.state), rep);
  if (got.week >= most.week) return nextLocalWeek(zone, moment.at);
  if (got.day >= Math.min(rep.dailyCap, most.day)) return nextLocalDay(zone, moment.at);
  return got.hour >= most.hour ? nextLocalHour(zone, moment.at) : null;
}
