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

/**
 * Prices of the reps' minutes: the duals of the fluid linear program that gives each lead to one rep at most, within each
 * rep's minutes, for the highest worth.
 *
 *     min over prices >= 0:  sum_i max(0, max_j worth_ij - minutes_i price_j) + sum_j capacity_j price_j
 *
 * Solved by subgradient steps of fixed number (`step`: the first, worth per minute; about a tenth of what the leads are worth
 * per minute, as the first steps overshoot by how often the most wanted rep is asked for): by weak duality any prices give a
 * valid bound, so it needs no solver, and is the same on every machine.
 */
export function capacityPrices(demands: readonly Demand[], capacity: readonly number[], step: number): Dual {
  let prices = capacity.map(() => 0);
  let best: Dual = { total: Infinity, prices };
  let length = step;
  for (let round = 1; round <= ROUNDS; round += 1, length *= SHRINK) {
    const { total, used } = dualAt(demands, capacity, prices);
    if (total < best.total) best = { total, prices };
    prices = prices.map((price, rep) =>
      Math.max(0, price + length * ((used[rep] ?? 0) / Math.max(capacity[rep] ?? 0, 1) - 1)),
    );
  }
  return best;
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
