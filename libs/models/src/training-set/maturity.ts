import { DAY } from '@leadline/domain';

/** How long a deal has been watched, days, and whether it ended then. */
export interface Watched {
  readonly days: number;
  readonly ended: boolean;
}

/** Share of the deals that end at all which have ended at maturity. */
const MATURE = 0.9;

/**
 * Days by which nine of ten of the deals that end at all have ended: the quantile of the Kaplan–Meier estimate (Kaplan, Meier,
 * JASA 53, 1958), in which deals that are still open count for as long as they have been watched, of what it reaches at its
 * end. Null without an end.
 */
export function maturityDays(watched: readonly Watched[]): number | null {
  const steps = endedBy(watched);
  const last = steps.at(-1);
  if (last === undefined) return null;
  return steps.find(({ share }) => share >= MATURE * last.share)!.days;
}

/** Share of deals that have ended, at each number of days at which one has. */
function endedBy(watched: readonly Watched[]): readonly { readonly days: number; readonly share: number }[] {
  // Who ends at a time was still open at it: ends stand before deals that were watched no longer.
  const sorted = watched.toSorted((a, b) => a.days - b.days || Number(b.ended) - Number(a.ended));
  const steps: { days: number; share: number }[] = [];
  let open = 1;
  for (const [index, { days, ended }] of sorted.entries()) {
    if (!ended) continue;
    open *= 1 - 1 / (sorted.length - index);
    steps.push({ days, share: 1 - open });
  }
  return steps;
}

/** Days between two instants, epoch ms. */
export const daysBetween = (from: number, to: number): number => (to - from) / DAY;
