import { topWith } from './exploration.ts';
import type { Policy } from './policy.ts';
import type { RoutableLead, Usual } from './state.ts';
import { setMeta, type Turn } from './turn.ts';
import { restedChance, workOf, worthOf } from './value.ts';

/** Leads over which the mean is taken; when there are more, the older ones fade. */
const KEPT = 200;
const NONE: Usual = { leads: 0, chance: 0, cents: 0, seconds: 0 };

/** What a price is measured in: a usual lead's worth by the policy's objective, and its work in seconds. */
export interface Yardstick {
  readonly worth: number;
  readonly seconds: number;
}

/** The yardstick as it now is; all 0 before the first lead. */
export function yardstickOf(policy: Policy, usual: Usual = NONE): Yardstick {
  return { worth: policy.objective === 'value' ? usual.cents : usual.chance, seconds: usual.seconds };
}

/** A usual lead with one more counted in, by the policy's measure of its work; without `before` it is the first. */
export function usualWith(lead: RoutableLead, policy: Policy, before: Usual = NONE): Usual {
  const leads = Math.min(before.leads + 1, KEPT);
  const mean = (old: number, value: number): number => old + Math.round((value - old) / leads);
  const chance = restedChance(lead.leadLogit);
  return {
    leads,
    chance: mean(before.chance, chance),
    cents: mean(before.cents, worthOf(chance, lead.expectedValue, 'value')),
    seconds: mean(before.seconds, 60 * workOf(lead, policy)),
    ...(policy.exploration === undefined ? {} : topAfter(lead, before)),
  };
}

/** Sizes are counted apart from leads: exploration may begin when a usual lead has long been known. */
function topAfter(
  { expectedValue }: RoutableLead,
  { top = 0, sized = 0 }: Usual,
): Pick<Usual, 'top' | 'sized'> {
  const seen = Math.min(sized + 1, KEPT);
  return { top: topWith(expectedValue, top, seen), sized: seen };
}

/** Counts a lead that was let in. After its decision: what a lead is worth must not raise the price that it pays. */
export function countUsual(turn: Turn, lead: RoutableLead): void {
  const { meta, policy } = turn.state;
  setMeta(turn, { usual: usualWith(lead, policy.policy, meta.usual) });
}
