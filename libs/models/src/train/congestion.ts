import { log } from '@leadline/domain';
import type { Congestion, Estimate } from '../card.ts';
import type { Solution } from './arrowhead.ts';
import type { Strain } from './example.ts';
import { NORMAL } from './metrics.ts';
import { fitRepEffects, type RepDeals, type Spreads } from './rep-effects.ts';
import { type Circumstances, COMMON } from './rep-terms.ts';
import type { Table } from './table.ts';

/** Nobody is rewarded for being faster, minutes. */
const LEAST_WAIT = 5;

/** What a wait of so many minutes counts with: e-folds beyond five minutes. */
export const logWait = (minutes: number): number => log(Math.max(LEAST_WAIT, minutes) / LEAST_WAIT);

/** What a fit says of wait and load. Null: of too few deals it is known how they stood. */
export function congestionOf(
  deals: RepDeals,
  solution: Solution,
  { around, spreads, asked }: { around: Circumstances; spreads: Spreads; asked: readonly number[] },
): Congestion | null {
  const terms = [COMMON.wait, COMMON.load];
  if (terms.every((term) => asked[term] === 0)) return null;
  // Where one seemed to raise the chance it was left out; how much it may lower it at most, a fit with it tells.
  const left = terms.some((term) => spreads.common[term] !== asked[term]);
  const free = left ? fitRepEffects(deals, { ...spreads, common: asked }, solution) : solution;
  const [wait, load] = [around.wait, around.load];
  return {
    perLogWait: loss(solution, free, COMMON.wait),
    perNewLead: loss(solution, free, COMMON.load),
    average: { logWait: wait.mean, newLeads: load.mean },
    deals: Math.min(wait.known, load.known),
  };
}

function loss(solution: Solution, free: Solution, term: number): Estimate {
  const [value, freely] = [-commonEffect(solution, term), -commonEffect(free, term)];
  const half = NORMAL * free.commonDeviations[term]!;
  return { value: Math.max(0, value), low: Math.max(0, freely - half), high: Math.max(0, freely + half) };
}

/** One of the effects that all deals share. */
export function commonEffect({ shared, commonDeviations }: Solution, term: number): number {
  return shared[shared.length - commonDeviations.length + term]!;
}

/**
 * What an average deal has lost by its wait: so much likelier it was at once. Load is left at its average: whoever decides takes
 * off what the wait costs, and nothing for the leads of the day, which stand in the price.
 */
export const averageWaitLoss = (congestion: Congestion | null): number => waitLossOf(congestion, undefined);

/**
 * What a deal has lost by its wait; one that is not known is taken for average. Served log-odds are higher by
 * {@link averageWaitLoss}: who judges them by a deal takes this off again.
 */
export function waitLossOf(congestion: Congestion | null, strain: Strain | undefined): number {
  if (congestion === null) return 0;
  const { perLogWait, average } = congestion;
  return perLogWait.value * (strain === undefined ? average.logWait : logWait(strain.waitMinutes));
}

/** What a row has lost less than an average deal; what is not known of it is taken for average. */
export function easeOf(congestion: Congestion | null, { wait, load }: Table, row: number): number {
  if (congestion === null) return 0;
  const { perLogWait, perNewLead, average } = congestion;
  return (
    perLogWait.value * lessThan(average.logWait, wait[row]!) +
    perNewLead.value * lessThan(average.newLeads, load[row]!)
  );
}

const lessThan = (mean: number, own: number): number => (Number.isNaN(own) ? 0 : mean - own);
