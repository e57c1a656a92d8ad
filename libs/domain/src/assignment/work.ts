import { canonicalJson } from '../shared/canonical-json.ts';
import { MINUTE } from '../shared/instant.ts';
import type { Moment } from './candidates.ts';
import { dutyOf } from './duty.ts';
import { minutesUntilWorked, offsetAt, workedUntil } from './hours.ts';
import type { Policy } from './policy.ts';
import type { RosterRep } from './roster.ts';
import { loadOf, type Lead, type Load, type Work } from './state.ts';
import { setLoad, type Turn } from './turn.ts';
import { WORK_PER_WAIT } from './value.ts';

/** Taken once: where code runs in a sandbox (as in tests), every look at a global costs microseconds. */
const { ceil, max, min } = Math;

/** Working time of a rep since the epoch, ms; in an unknown zone by UTC. Where the policy ignores hours, all time is. */
export function workedAt(rep: RosterRep, { at, policy, offsets }: Moment): number {
  if (policy.hours === 'ignore') return at;
  return workedUntil(dutyOf(rep, policy), at + (offsets[rep.timeZone] ?? 0) * MINUTE);
}

/**
 * Work that waits for a rep who has worked for so long (see workedAt), whole minutes begun. It grows by what is given and falls as
 * the rep works.
 */
export function backlogOf({ busyUntil = 0 }: Load, worked: number): number {
  return busyUntil === 0 ? 0 : max(0, ceil((busyUntil - worked) / MINUTE));
}

/**
 * The backlog of somebody at work who would answer as late as the rep does, minutes: where the policy gives leads to who is not
 * at work, the hours until then put off the first answer as well, be it that the shift has not begun or that it ends before.
 */
export function delayingBacklog(rep: RosterRep, backlog: number, { at, policy, offsets }: Moment): number {
  if (policy.hours !== 'next-shift') return backlog;
  const local = at + (offsets[rep.timeZone] ?? 0) * MINUTE;
  const worked = ceil(backlog / WORK_PER_WAIT);
  const minutes = minutesUntilWorked(dutyOf(rep, policy), local, worked);
  return minutes === worked ? backlog : WORK_PER_WAIT * minutes;
}

/** What the rep has worked up to now. The roster may just be changing: its zones are not asked. */
function workedNow(
  { state, ctx }: Turn,
  rep: RosterRep,
  { policy }: { readonly policy: Policy } = state.policy,
): number {
  const zone = ctx.zone(rep.timeZone);
  const at = state.meta.now;
  const offset = zone === null ? null : offsetAt(zone, at);
  return workedAt(rep, { at, policy, offsets: { [rep.timeZone]: offset } });
}

/** Adds work to what waits for the rep, ms; returns what is to be remembered of it. */
export function giveWork(turn: Turn, rep: RosterRep, length: number): Work {
  const { busyUntil = 0, moved = 0 } = loadOf(turn.state, rep.repId);
  const until = max(busyUntil, workedNow(turn, rep)) + length;
  setLoad(turn, rep.repId, { busyUntil: until });
  return { length, until: until - moved };
}

/**
 * Takes from a rep what is undone of a lead's work, and returns it, ms. Work is done in the order in which it was given. Where
 * later work was taken back before, a part of this may be taken for done: too little is taken then, never what is another lead's.
 */
export function takeWork(turn: Turn, repId: string, { work }: Lead): number {
  const rep = turn.state.reps.get(repId);
  if (rep === undefined || work === undefined) return 0;
  const { busyUntil = 0, moved = 0 } = loadOf(turn.state, repId);
  const undone = min(work.length, max(0, work.until + moved - workedNow(turn, rep)));
  if (undone > 0) setLoad(turn, repId, { busyUntil: busyUntil - undone, moved: moved - undone });
  return undone;
}

/** The rep's hours change: what waits, waits on, and is counted by the new ones. */
export function moveWork(turn: Turn, before: RosterRep, after: RosterRep): void {
  recount(turn, before.repId, workedNow(turn, before), workedNow(turn, after));
}

/** What of a policy says when anybody works. */
const timesOf = ({ hours, holidays = [] }: Policy): string => canonicalJson([hours, holidays]);

/** The policy has changed: what waits for anybody, waits on, also where hours or holidays count now that did not, or no longer. */
export function keepWork(turn: Turn, before: Policy): void {
  const { reps, policy } = turn.state;
  if (timesOf(before) === timesOf(policy.policy)) return;
  for (const rep of reps.values())
    recount(turn, rep.repId, workedNow(turn, rep, { policy: before }), workedNow(turn, rep));
}

/** Working time is counted another way from here on. */
function recount(turn: Turn, repId: string, before: number, after: number): void {
  const { busyUntil = 0, moved = 0, opportunity } = loadOf(turn.state, repId);
  if (opportunity !== undefined)
    setLoad(turn, repId, { opportunity: { ...opportunity, at: opportunity.at + after - before } });
  if (busyUntil === 0) return;
  const until = after + max(0, busyUntil - before);
  setLoad(turn, repId, { busyUntil: until, moved: moved + until - busyUntil });
}
