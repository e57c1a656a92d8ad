import { DAY } from '../shared/instant.ts';
import { type Moment, ownerHasRoom } from './candidates.ts';
import { ownersOf } from './decide.ts';
import { byDuty, dutyOf } from './duty.ts';
import { nextShiftStart } from './hours.ts';
import { momentOf } from './moment.ts';
import { roomAgainAt } from './room.ts';
import type { RosterRep } from './roster.ts';
import { loadOf, rosterOf, type Lead, type Payload } from './state.ts';
import { setMeta, type Turn } from './turn.ts';

/** Next time at which a rep may become free by the clock alone; null: none. */
function nextOpening(turn: Turn): number | null {
  const { meta, policy } = turn.state;
  const moment = momentOf(turn);
  const times: number[] = [];
  if (policy.policy.hours !== 'ignore')
    for (const rep of shiftsOf(turn)) {
      const start = nextShiftStart(dutyOf(rep, policy.policy), turn.ctx.zone(rep.timeZone), meta.now);
      times.push(opensAt(start ?? Infinity, turn));
    }
  for (const rep of rosterOf(turn.state).reps)
    if (rep.active) times.push(roomAgainAt(turn, rep, moment) ?? Infinity);
  const first = times.reduce((a, b) => Math.min(a, b), Infinity);
  return first === Infinity ? null : first;
}

/** From when on a shift has its reps among the candidates: from its start, or a week before; Infinity: they are already. */
function opensAt(start: number, { state: { meta, policy } }: Turn): number {
  if (policy.policy.hours === 'required') return start;
  return start - 7 * DAY > meta.now ? start - 7 * DAY : Infinity;
}

/** One active rep for all who work at the same times. */
function shiftsOf({ state }: Turn): readonly RosterRep[] {
  const roster = rosterOf(state);
  const { policy } = state.policy;
  if (policy.holidays === undefined) return roster.shifts;
  const active = roster.reps.flatMap((rep, index) => (rep.active ? [index] : []));
  return [...new Set(active.map(byDuty(roster, policy, (rep) => rep)))];
}

/** Sets the wake-up for a line that has none, and takes it from an empty line. */
export function keepWake(turn: Turn): void {
  const { meta, derived } = turn.state;
  if (derived.line.size === 0) {
    if (meta.wakeAt !== null) setMeta(turn, { wakeAt: null });
  } else if (meta.wakeAt === null) {
    const wakeAt = nextOpening(turn);
    if (wakeAt !== null) setMeta(turn, { wakeAt });
  }
}

/** Has the wake-up computed anew, unless the line is due at once anyway. */
export function resetWake(turn: Turn): void {
  const { wakeAt, now } = turn.state.meta;
  if (wakeAt !== null && wakeAt > now) setMeta(turn, { wakeAt: null });
}

/**
 * A rep whose hour, day or week is full comes back with the next one, and one who has too much to do when that is done: the line must be
 * looked at then.
 */
export function wakeWhenRoom(turn: Turn, rep: RosterRep, moment: Moment): void {
  const { wakeAt } = turn.state.meta;
  const again = wakeAt === null ? null : roomAgainAt(turn, rep, moment);
  if (wakeAt !== null && again !== null && again < wakeAt) setMeta(turn, { wakeAt: again });
}

/** When an owner can take no more, the leads that wait for that owner are free for others: look at the line at once. */
export function wakeForOwned(turn: Turn, repId: string): void {
  const { leads, payloads, reps, policy, meta, derived } = turn.state;
  const rep = reps.get(repId);
  if (rep === undefined || ownerHasRoom(rep, loadOf(turn.state, repId).open, policy.policy)) return;
  const isOwned = (leadId: string): boolean =>
    ownersOf(leads.get(leadId) as Lead, payloads.get(leadId) as Payload).some(
      (owner) => owner.repId === repId,
    );
  if ([...derived.line].some(isOwned)) setMeta(turn, { wakeAt: meta.now });
}
