import { MINUTE } from '../shared/instant.ts';
import type { Moment } from './candidates.ts';
import { offsetAt, workedUntil } from './hours.ts';
import type { RosterRep } from './roster.ts';
import { loadOf, type Load } from './state.ts';
import { setLoad, type Turn } from './turn.ts';

/** Taken once: where code runs in a sandbox (as in tests), every look at a global costs microseconds. */
const { ceil, max } = Math;

/** Work that waits for a rep at a moment, whole minutes begun. It grows by what is given and falls as the rep works. */
export function backlogOf({ busyUntil = 0 }: Load, rep: RosterRep, { at, offsets }: Moment): number {
  // Most reps of a quiet team have nothing to do: their hours need not be looked at.
  if (busyUntil === 0) return 0;
  const worked = workedUntil(rep, at + (offsets[rep.timeZone] ?? 0) * MINUTE);
  return max(0, ceil((busyUntil - worked) / MINUTE));
}

/** What the rep has worked up to now, ms; in an unknown zone by UTC. */
function workedNow({ state, ctx }: Turn, rep: RosterRep): number {
  const zone = ctx.zone(rep.timeZone);
  const { now } = state.meta;
  return workedUntil(rep, now + (zone === null ? 0 : offsetAt(zone, now)) * MINUTE);
}

/** Adds work to what waits for the rep. */
export function giveWork(turn: Turn, rep: RosterRep, minutes: number): void {
  const { busyUntil = 0 } = loadOf(turn.state, rep.repId);
  const begins = max(busyUntil, workedNow(turn, rep));
  setLoad(turn, rep.repId, { busyUntil: begins + minutes * MINUTE });
}

/** Takes work back that the rep no longer has to do; what was done of it, is. */
export function takeWork(turn: Turn, repId: string, minutes: number): void {
  const { busyUntil = 0 } = loadOf(turn.state, repId);
  setLoad(turn, repId, { busyUntil: max(0, busyUntil - minutes * MINUTE) });
}

/** The rep's hours change: what waits, waits on, and is counted by the new ones. */
export function moveWork(turn: Turn, before: RosterRep, after: RosterRep): void {
  const { busyUntil = 0 } = loadOf(turn.state, before.repId);
  const waits = busyUntil - workedNow(turn, before);
  if (waits > 0) setLoad(turn, before.repId, { busyUntil: workedNow(turn, after) + waits });
  else if (busyUntil > 0) setLoad(turn, before.repId, { busyUntil: 0 });
}
