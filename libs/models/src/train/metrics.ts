import { log, sigmoid } from '@leadline/domain';
import type { Calibration, Estimate } from '../card.ts';

/** A prediction in log-odds and what happened. */
export interface Judged {
  readonly logit: number;
  readonly won: boolean;
}

const BINS = 10;
/** Of a normal distribution, 95 % lie within so many standard deviations. */
export const NORMAL = 1.96;

/** Chance that a won deal has the higher logit; ties count half. 0.5 when all ended alike. */
export function areaUnderCurve(judged: readonly Judged[]): number {
  const ordered = judged.toSorted((a, b) => a.logit - b.logit);
  const won = ordered.filter((entry) => entry.won).length;
  const lost = ordered.length - won;
  if (won === 0 || lost === 0) return 0.5;
  let rankSum = 0;
  for (let start = 0; start < ordered.length;) {
    let end = start;
    while (end < ordered.length && ordered[end]!.logit === ordered[start]!.logit) end += 1;
    const meanRank = (start + 1 + end) / 2;
    for (let index = start; index < end; index += 1) if (ordered[index]!.won) rankSum += meanRank;
    start = end;
  }
  return (rankSum - (won * (won + 1)) / 2) / (won * lost);
}

/** Of the area: Hanley and McNeil, 1982. */
export function areaInterval(area: number, won: number, lost: number): Estimate {
  if (won === 0 || lost === 0) return { value: area, low: 0, high: 1 };
  const square = area * area;
  const above = (won - 1) * (area / (2 - area) - square);
  const below = (lost - 1) * ((2 * square) / (1 + area) - square);
  const half = NORMAL * Math.sqrt((area * (1 - area) + above + below) / (won * lost));
  return { value: area, low: Math.max(0, area - half), high: Math.min(1, area + half) };
}

/** -log of the probability given to what happened, by deal. */
export function losses(judged: readonly Judged[]): readonly number[] {
  return judged.map(({ logit, won }) => -log(Math.max(sigmoid(won ? logit : -logit), 1e-15)));
}

/** Mean of the losses; 0 of none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How much lower the second losses of the same deals are on average. The interval is that of a mean, nothing known of fewer than two. */
export function pairedGain(worse: readonly number[], better: readonly number[]): Estimate {
  const gains = worse.map((loss, index) => loss - better[index]!);
  const value = mean(gains);
  const squares = gains.reduce((sum, gain) => sum + (gain - value) ** 2, 0);
  const half = gains.length < 2 ? Infinity : NORMAL * Math.sqrt(squares / (gains.length - 1) / gains.length);
  return { value, low: value - half, high: value + half };
}

/** What was predicted and what happened in tenths of the deals by log-odds, and the debiased calibration error over them. */
export function reliability(judged: readonly Judged[]): { bins: Calibration['bins']; error: number } {
  const ordered = judged.toSorted((a, b) => a.logit - b.logit);
  const bins: { deals: number; predicted: number; happened: number }[] = [];
  let square = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const part = ordered.slice(
      Math.floor((bin * ordered.length) / BINS),
      Math.floor(((bin + 1) * ordered.length) / BINS),
    );
    if (part.length < 2) continue;
    const happened = part.filter((entry) => entry.won).length / part.length;
    const predicted = mean(part.map(({ logit }) => sigmoid(logit)));
    const noise = (happened * (1 - happened)) / (part.length - 1);
    square += (part.length / ordered.length) * ((happened - predicted) ** 2 - noise);
    bins.push({ deals: part.length, predicted, happened });
  }
  return { bins, error: Math.sqrt(Math.max(0, square)) };
}

/** By group: how many more wins than predicted, in standard deviations of chance; 0 where there are no deals. */
export function surprises(judged: readonly Judged[], groupOf: (index: number) => number, groups: number) {
  const excess = new Float64Array(groups);
  const variance = new Float64Array(groups);
  for (const [index, { logit, won }] of judged.entries()) {
    const p = sigmoid(logit);
    excess[groupOf(index)]! += (won ? 1 : 0) - p;
    variance[groupOf(index)]! += p * (1 - p);
  }
  return Array.from(excess, (value, group) => (value === 0 ? 0 : value / Math.sqrt(variance[group]!)));
}
