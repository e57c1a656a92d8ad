import { fitRepEffects, type RepDeals, type RepEffects, type Spread } from './rep-effects.ts';

/** How far effects differ: the likeliest standard deviation (log-odds), and which ones the deals do not rule out (95 %). */
export interface Differences {
  readonly spread: number;
  readonly low: number;
  readonly high: number;
}

export interface SpreadFit {
  readonly effects: RepEffects;
  readonly rep: Differences;
  readonly segment: Differences;
}

const GRID = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 1];
const START = 0.2;
/** Twice the log likelihood ratio that a chi-square with one degree of freedom exceeds in 5 % of cases. */
const RULED_OUT = 3.84;

/**
 * Finds the likeliest spreads, one after the other on a grid, and fits the effects with them (empirical Bayes). The intervals are
 * those of the profile likelihood, so 0 is ruled out by chance in 2.5 % of cases, as a spread cannot lie below it.
 */
export function fitSpread(deals: RepDeals): SpreadFit {
  let last: RepEffects | undefined;
  const fit = (spread: Spread): RepEffects => (last = fitRepEffects(deals, spread, last));
  const along = (of: (value: number) => Spread): Differences =>
    differences(GRID.map((value) => fit(of(value)).evidence));
  const first = along((rep) => ({ rep, segment: START })).spread;
  const segment = along((value) => ({ rep: first, segment: value }));
  const rep = along((value) => ({ rep: value, segment: segment.spread }));
  return { rep, segment, effects: fit({ rep: rep.spread, segment: segment.spread }) };
}

function differences(evidence: readonly number[]): Differences {
  const top = Math.max(...evidence);
  const excess = evidence.map((value) => 2 * (top - value) - RULED_OUT);
  const best = evidence.indexOf(top);
  return {
    spread: GRID[best]!,
    low: crossing(excess, best, -1),
    high: crossing(excess, best, 1),
  };
}

/** Where the evidence falls too low, from the best spread on; the end of the grid if nowhere. */
function crossing(excess: readonly number[], best: number, step: 1 | -1): number {
  for (let index = best; index + step in excess; index += step) {
    const [inside, outside] = [excess[index]!, excess[index + step]!];
    if (outside <= 0) continue;
    const share = inside / (inside - outside);
    return GRID[index]! + share * (GRID[index + step]! - GRID[index]!);
  }
  return step === 1 ? GRID.at(-1)! : 0;
}
