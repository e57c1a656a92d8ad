import { log } from '@leadline/domain';
import type { Example } from './example.ts';

/** With fewer ends of a kind nothing is said of how long they take. */
const FEWEST = 50;
/** Deals so young that fewer of their wins could be known say next to nothing of what is won. */
const LEAST_KNOWN = 0.1;

/** How long an end took, and how long ago the deal began: longer ends could not be known. */
interface Ended {
  readonly took: number;
  readonly age: number;
}

/**
 * By deal, how far the log-odds of those known are off those of all of its age: quick ends are known first, and losses are often
 * quicker than wins. Choosing deals by their outcome moves the intercept alone (Prentice and Pyke, 1979), so that this is all that
 * has to be allowed for: ln F_won(age) - ln F_lost(age), F being the share of such ends that take no longer. The age is that at
 * the latest end. 0 where ends have no date or are too few, NaN where of a deal's age hardly a win can be known.
 */
export function labelLag(examples: readonly Example[]): Float64Array {
  const known = endsKnown(examples);
  if (known === null) return new Float64Array(examples.length);
  return Float64Array.from(examples, ({ occurredAt, closedAt }) => {
    if (closedAt === undefined) return 0;
    const { won, lost } = known(occurredAt);
    return isTooYoung({ won, lost }) ? NaN : log(won) - log(lost);
  });
}

/** Epoch ms; before all time where ends have no date. */
export const latestEnd = (examples: readonly Example[]): number =>
  examples.reduce((max, { closedAt }) => Math.max(max, closedAt ?? -Infinity), -Infinity);

/** Shares of the wins and of the losses that take no longer than a deal is old. */
export interface Known {
  readonly won: number;
  readonly lost: number;
}

/** Whether hardly anything could be known of deals of that age. */
const isTooYoung = ({ won, lost }: Known): boolean => won < LEAST_KNOWN || lost < LEAST_KNOWN;

/** By when a deal began, what could be known of such deals at the latest end. Null: ends have no date or are too few. */
export function endsKnown(
  examples: readonly Example[],
  latest = latestEnd(examples),
): ((occurredAt: number) => Known) | null {
  const dated = examples.flatMap(({ closedAt, occurredAt, won }) => {
    return closedAt === undefined ? [] : [{ closedAt, occurredAt, won }];
  });
  const [won, lost] = [true, false].map((kind) =>
    dated
      .filter((deal) => deal.won === kind && deal.closedAt >= deal.occurredAt)
      .map(({ closedAt, occurredAt }) => ({ took: closedAt - occurredAt, age: latest - occurredAt })),
  ) as [Ended[], Ended[]];
  if (Math.min(won.length, lost.length) < FEWEST) return null;
  const [wonBy, lostBy] = [sharesBy(won), sharesBy(lost)];
  return (occurredAt) => ({ won: wonBy(latest - occurredAt), lost: lostBy(latest - occurredAt) });
}

/**
 * Share of ends that take no longer than so long, of those that take no longer than the oldest deal is old: the product-limit
 * estimate for what is known only if it is short enough (Lynden-Bell, 1971).
 */
function sharesBy(ended: readonly Ended[]): (age: number) => number {
  const took = ended.map((end) => end.took).toSorted((a, b) => a - b);
  const ages = ended.map(({ age }) => age).toSorted((a, b) => a - b);
  const shares = new Float64Array(took.length + 1);
  shares[took.length] = 1;
  let [share, younger] = [1, ages.length];
  for (let index = took.length - 1; index >= 0; index -= 1) {
    while (younger > 0 && ages[younger - 1]! >= took[index]!) younger -= 1;
    // Ends at least as short, of deals that are old enough to have had one as long.
    share *= 1 - 1 / Math.max(1, index + 1 - younger);
    shares[index] = share;
  }
  return (age) => shares[countUpTo(took, age)]!;
}

/** How many of the sorted values are at most the limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
