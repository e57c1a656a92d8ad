import type { Moment } from './candidates.ts';
import { localDay, offsetAt } from './hours.ts';
import { loadOf, rosterOf } from './state.ts';
import type { Turn } from './turn.ts';

/** The workspace's clock, policy and zones as they now are. */
export function momentOf(turn: Turn): Moment {
  const { meta, policy } = turn.state;
  const offsets: Record<string, number | null> = {};
  for (const name of rosterOf(turn.state).zones) {
    const zone = turn.ctx.zone(name);
    offsets[name] = zone === null ? null : offsetAt(zone, meta.now);
  }
  return { at: meta.now, policy: policy.policy, offsets };
}

/** The rep's local day; by UTC in an unknown zone. */
export function repDay(timeZone: string, moment: Moment): number {
  return localDay(moment.at, moment.offsets[timeZone] ?? 0);
}

/** Leads that the rep got on the current local day. */
export function gotToday(turn: Turn, repId: string, timeZone: string, moment: Moment): number {
  const load = loadOf(turn.state, repId);
  return load.day === repDay(timeZone, moment) ? load.today : 0;
}
