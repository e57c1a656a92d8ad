import type { Moment } from './candidates.ts';
import { offsetAt } from './hours.ts';
import { rosterOf } from './state.ts';
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
