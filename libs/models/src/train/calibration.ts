import type { CalibrationGroup } from '../card.ts';
import { type Judged } from './metrics.ts';
import { sigmoid } from '@leadline/domain';
import { fitLevel, fitPlatt, type Line } from './platt.ts';

/** 1 / variance of how much log-odds are expected to be off: a standard deviation of 0.25 in both level and slope. */
const PRECISION = 16;
/** A kind of deal differs from the others by less: 0.1. */
const TYPE_PRECISION = 100;
/** Kinds of deals with fewer won or lost ones among those that judge share the common correction. */
const FEWEST = 20;

/** What corrects the lead part: a line for all, and one more for each kind of deal that has deals enough. */
export interface Correction {
  readonly common: Line;
  readonly byType: Readonly<Record<string, Line>>;
}

/** Deals to correct by: the lead's own log-odds, what counts besides, and the kind of deal. */
export interface Corrigible {
  readonly judged: readonly Judged[];
  readonly added: Float64Array;
  readonly types: readonly string[];
}

/** Each kind of deal is pulled to the common line by as much as its deals are few. One kind alone is the common line's. */
export function fitCorrection({ judged, added, types }: Corrigible): Correction {
  const common = fitPlatt(judged, PRECISION, added);
  const byType = Map.groupBy(types.keys(), (index) => types[index]!);
  const own = [...byType].filter(([, rows]) => {
    const won = rows.filter((row) => judged[row]!.won).length;
    return Math.min(won, rows.length - won) >= FEWEST;
  });
  if (own.length < 2) return { common, byType: {} };
  const lines = own.map(([type, rows]) => {
    const corrected = rows.map((row) => ({ ...judged[row]!, logit: along(common, judged[row]!.logit) }));
    return [
      type,
      fitPlatt(
        corrected,
        TYPE_PRECISION,
        Float64Array.from(rows, (row) => added[row]!),
      ),
    ] as const;
  });
  return { common, byType: Object.fromEntries(lines.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * The line with its level fitted anew, by the deals that it is to be right for. How far a model is off that had not seen them is
 * not how far the one is off that has: after a jump of the base rate that one has followed part of the way.
 */
export function levelled({ slope }: Line, { judged, added }: Omit<Corrigible, 'types'>): Line {
  const sloped = judged.map(({ logit, won }, index) => ({ won, logit: slope * logit + added[index]! }));
  return { intercept: fitLevel(sloped, PRECISION), slope };
}

const along = ({ intercept, slope }: Line, logit: number): number => intercept + slope * logit;

/** Log-odds of the whole model once corrected. */
export function applied({ common, byType }: Correction, { judged, added, types }: Corrigible): Judged[] {
  return judged.map(({ logit, won }, index) => {
    const corrected = along(common, logit);
    const own = byType[types[index]!];
    return { won, logit: (own === undefined ? corrected : along(own, corrected)) + added[index]! };
  });
}

/** Each half corrected by what the other says, so that no deal is judged by a correction that knows its outcome. */
export function crossCorrected(deals: Corrigible): Judged[] {
  const half = Math.floor(deals.judged.length / 2);
  const part = (from: number, to?: number): Corrigible => ({
    judged: deals.judged.slice(from, to),
    added: deals.added.slice(from, to),
    types: deals.types.slice(from, to),
  });
  const [first, second] = [part(0, half), part(half)];
  return [...applied(fitCorrection(second), first), ...applied(fitCorrection(first), second)];
}

/** What was predicted and what happened, by group; groups without deals have zeros. */
export function groupsOf(
  judged: readonly Judged[],
  groupOf: (index: number) => number,
  groups: number,
): CalibrationGroup[] {
  const sums = Array.from({ length: groups }, () => ({ deals: 0, predicted: 0, happened: 0 }));
  for (const [index, { logit, won }] of judged.entries()) {
    const sum = sums[groupOf(index)]!;
    sum.deals += 1;
    sum.predicted += sigmoid(logit);
    sum.happened += won ? 1 : 0;
  }
  return sums.map(({ deals, predicted, happened }) => {
    const share = (sum: number): number => (deals === 0 ? 0 : sum / deals);
    return { deals, predicted: share(predicted), happened: share(happened) };
  });
}
