import { sigmoid } from '@leadline/domain';

/** A deal as the rep effects see it: whose, in which segment, and the lead's own log-odds. Numbers are columns. */
export interface RepDeal {
  readonly rep: number;
  readonly segment: number;
  readonly offset: number;
  readonly won: boolean;
}

/** Assumed standard deviations of the effects, log-odds. */
export interface Spread {
  readonly rep: number;
  readonly segment: number;
}

/** Effects in log-odds: per rep, and per segment and rep. */
export interface RepEffects {
  readonly reps: readonly number[];
  readonly segments: readonly (readonly number[])[];
}

const ROUNDS = 5;

/**
 * Empirical-Bayes effects: each is pulled to zero by as much as its deals are few, so that luck is not taken for skill.
 * Rounds of one Newton step per effect, with the other effects as they stand.
 */
export function fitRepEffects(
  deals: readonly RepDeal[],
  size: { readonly reps: number; readonly segments: number },
  spread: Spread,
): RepEffects {
  const reps = new Float64Array(size.reps);
  const cells = new Float64Array(size.reps * size.segments);
  const cellOf = (deal: RepDeal): number => deal.segment * size.reps + deal.rep;
  const logit = (deal: RepDeal): number => deal.offset + reps[deal.rep]! + cells[cellOf(deal)]!;
  for (let round = 0; round < ROUNDS; round += 1) {
    improve(reps, deals, (deal) => deal.rep, logit, spread.rep);
    improve(cells, deals, cellOf, logit, spread.segment);
  }
  return {
    reps: [...reps],
    segments: Array.from({ length: size.segments }, (_, segment) => [
      ...cells.subarray(segment * size.reps, (segment + 1) * size.reps),
    ]),
  };
}

/** One Newton step for each effect of a group of independent ones with prior N(0, deviation^2). */
function improve(
  effects: Float64Array,
  deals: readonly RepDeal[],
  indexOf: (deal: RepDeal) => number,
  logit: (deal: RepDeal) => number,
  deviation: number,
): void {
  if (deviation === 0) return;
  const precision = 1 / (deviation * deviation);
  const gradient = effects.map((effect) => -precision * effect);
  const information = new Float64Array(effects.length).fill(precision);
  for (const deal of deals) {
    const p = sigmoid(logit(deal));
    gradient[indexOf(deal)]! += (deal.won ? 1 : 0) - p;
    information[indexOf(deal)]! += p * (1 - p);
  }
  for (let index = 0; index < effects.length; index += 1)
    effects[index]! += gradient[index]! / information[index]!;
}
