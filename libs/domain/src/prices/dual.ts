/** What a lead brings to the program: its worth at each rep (0: not to be had there), and the work that it takes. */
export interface Demand {
  readonly worths: ArrayLike<number>;
  readonly minutes: number;
}

/** A solution of the dual. */
export interface Dual {
  /** No way of routing is worth more. */
  readonly total: number;
  /** Worth of a minute, by rep. */
  readonly prices: readonly number[];
}

const ROUNDS = 200;
/**
 * Each step by the one before: the prices come to rest. With steps that shrink as 1 / sqrt(round) they still swing after
 * 200 rounds, and such prices route worse than none (docs/simulator.md).
 */
const SHRINK = 0.975;
/** All steps together are 40 times the first: a price can cross all that it may be, twice. */
const FIRST_OF_CEILING = 20;

/**
 * Prices of the reps' minutes: the duals of the fluid linear program that gives each lead to one rep at most, within each
 * rep's minutes, for the highest worth.
 *
 *     min over prices >= 0:  sum_i max(0, max_j worth_ij - minutes_i price_j) + sum_j capacity_j price_j
 *
 * Solved by subgradient steps of fixed number, each price between 0 and its ceiling (`step`: the first, worth per minute; about a
 * tenth of what the leads are worth per minute, more for a rep who is asked for so much more than there is time for that the
 * price has to go far): by weak duality any prices give a valid bound, so it needs no solver, and is the same on every machine.
 */
export function capacityPrices(demands: readonly Demand[], capacity: readonly number[], step: number): Dual {
  const ceilings = capacity.map((minutes, rep) => ceilingOf(demands, minutes, rep));
  const steps = ceilings.map((ceiling) => Math.max(step, ceiling / FIRST_OF_CEILING));
  let prices = capacity.map(() => 0);
  let best: Dual = { total: Infinity, prices };
  let shrunk = 1;
  for (let round = 1; round <= ROUNDS; round += 1, shrunk *= SHRINK) {
    const { total, used } = dualAt(demands, capacity, prices);
    if (total < best.total) best = { total, prices };
    prices = prices.map((price, rep) => {
      const asked = (used[rep] ?? 0) / Math.max(capacity[rep] ?? 0, 1);
      const moved = price + shrunk * (steps[rep] ?? 0) * (asked - 1);
      return Math.min(Math.max(0, moved), ceilings[rep] ?? 0);
    });
  }
  return best;
}

/**
 * The most that a rep's minute can be worth: what it would be if there were no other rep, worth per minute of the first lead,
 * from the densest on, for which there is no time. At a higher price not even all leads together would fill the time. Without a
 * ceiling a rep who is asked for a hundred times overshoots so far that no later step brings the price back.
 */
function ceilingOf(demands: readonly Demand[], capacity: number, rep: number): number {
  const dense = demands
    .filter(({ minutes }) => minutes > 0)
    .map(({ worths, minutes }) => ({ minutes, density: (worths[rep] ?? 0) / minutes }))
    .toSorted((a, b) => b.density - a.density);
  let left = capacity;
  return dense.find(({ minutes }) => (left -= minutes) < 0)?.density ?? 0;
}

/** The dual's value at some prices, and the minutes that each rep would then be asked for. */
function dualAt(
  demands: readonly Demand[],
  capacity: readonly number[],
  prices: readonly number[],
): { readonly total: number; readonly used: readonly number[] } {
  const used = capacity.map(() => 0);
  let total = capacity.reduce((sum, most, rep) => sum + most * (prices[rep] ?? 0), 0);
  for (const { worths, minutes } of demands) {
    let [best, net] = [-1, 0];
    for (const [rep, price] of prices.entries()) {
      const worth = (worths[rep] ?? 0) - minutes * price;
      if (worth > net) [best, net] = [rep, worth];
    }
    total += net;
    if (best !== -1) used[best] = (used[best] ?? 0) + minutes;
  }
  return { total, used };
}
