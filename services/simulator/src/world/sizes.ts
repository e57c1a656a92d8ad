import type { WorldLead } from './leads.ts';
import type { WorldSpec } from './spec.ts';
import type { WorldRep } from './world.ts';

/** What kind of rep: whoever sells in a world without tiers is `standard`. */
export type Tier = 'standard' | 'volume' | 'mid' | 'senior';

/** A size of deal. */
interface DealSize {
  /** The kind of deal, as the lead says it. */
  readonly name: string;
  readonly share: number;
  /** Log-odds: what is large is won less often. */
  readonly effect: number;
  /** Median of what it brings. */
  readonly value: number;
  /** Work that it takes. */
  readonly minutes: number;
  /** Who sells it, by the firm's book. */
  readonly tier: Tier;
}

export const SIZES: readonly DealSize[] = [
  { name: 'transactional', share: 0.6, effect: 0, value: 4_000, minutes: 60, tier: 'volume' },
  { name: 'mid-market', share: 0.3, effect: -0.2, value: 15_000, minutes: 180, tier: 'mid' },
  { name: 'enterprise', share: 0.1, effect: -0.55, value: 60_000, minutes: 480, tier: 'senior' },
];
export const SMALL = 0;

/** What the experience of a tier adds to the log-odds, by size of deal. */
const BY_TIER: Readonly<Record<Tier, readonly number[]>> = {
  standard: [0, 0, 0],
  volume: [0.2, -0.05, -0.4],
  mid: [0, 0.15, 0],
  senior: [-0.05, 0.05, 0.4],
};
/** Standard deviation of what a rep of any tier adds for a size of deal. */
const FIT_TO_SIZE = 0.2;

/** What the rep adds for this lead, log-odds: skill, a fit to the segment, a fit to the size, and the tier's experience. */
export function effectBySize(
  spec: WorldSpec,
  { segment, size }: WorldLead,
  { first, tier }: WorldRep,
): number {
  const own = spec.skill * first.skill + spec.fit * first.fits[segment]!;
  return own + FIT_TO_SIZE * first.sizes[size]! + BY_TIER[tier][size]!;
}
