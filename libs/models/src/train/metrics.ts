import { log, sigmoid } from '@leadline/domain';
import { fitLogistic } from './logistic.ts';

/** A prediction in log-odds and what happened. */
export interface Judged {
  readonly logit: number;
  readonly won: boolean;
}

const BINS = 10;

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

/** Mean of -log of the probability given to what happened. */
export function logLoss(judged: readonly Judged[]): number {
  const sum = judged.reduce(
    (total, { logit, won }) => total - log(Math.max(sigmoid(won ? logit : -logit), 1e-15)),
    0,
  );
  return judged.length === 0 ? 0 : sum / judged.length;
}

/** Slope and intercept of the outcome on the logit, and the debiased calibration error over ten bins of equal size. */
export function calibration(judged: readonly Judged[]): { slope: number; intercept: number; error: number } {
  const fit = fitLogistic(
    judged.map(({ logit }) => [logit]),
    judged.map(({ won }) => won),
    1e-6,
  );
  const ordered = judged.toSorted((a, b) => a.logit - b.logit);
  let square = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const part = ordered.slice(
      Math.floor((bin * ordered.length) / BINS),
      Math.floor(((bin + 1) * ordered.length) / BINS),
    );
    if (part.length < 2) continue;
    const happened = part.filter((entry) => entry.won).length / part.length;
    const predicted = part.reduce((sum, { logit }) => sum + sigmoid(logit), 0) / part.length;
    const noise = (happened * (1 - happened)) / (part.length - 1);
    square += (part.length / ordered.length) * ((happened - predicted) ** 2 - noise);
  }
  return { slope: fit.coefficients[0]!, intercept: fit.intercept, error: Math.sqrt(Math.max(0, square)) };
}
