import { sigmoid } from '@leadline/domain';
import type { Estimate } from '../card.ts';
import { easeOf } from './congestion.ts';
import { type Fit, repEffect } from './fit.ts';
import { leadLogits } from './lead-part.ts';
import { mean, NORMAL } from './metrics.ts';
import type { Table } from './table.ts';

/** What was said of the chosen rep against the others who could have got the lead, and what happened. */
interface Chosen {
  /** Log-odds of the mean of them. */
  readonly offset: number;
  /** Log-odds of the chosen one above that. */
  readonly advantage: number;
  readonly won: number;
  /** 1 / probability of the choice, bounded. */
  readonly weight: number;
}

const HEAVIEST = 20;
const ROUNDS = 25;
const FEWEST = 50;

/**
 * Slope of outcomes on the predicted advantage of the chosen rep within the lead: 1 where differences between reps are as large
 * as predicted, 0 where they are noise, in between where the winners were overrated. Only of deals whose rep was drawn with a
 * known probability below 1; null if they are too few. The interval allows for the weights (sandwich estimator).
 */
export function upliftSlope(
  fit: Fit,
  table: Table,
  rows: Uint32Array,
): (Estimate & { readonly deals: number }) | null {
  const deals = chosenOf(fit, table, rows);
  if (deals.length < FEWEST || deals.every(({ advantage }) => advantage === 0)) return null;
  let slope = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { gradient, information } = stepOf(deals, slope);
    slope += gradient / information;
  }
  const { information, squares } = stepOf(deals, slope);
  const half = (NORMAL * Math.sqrt(squares)) / information;
  return { value: slope, low: slope - half, high: slope + half, deals: deals.length };
}

function stepOf(deals: readonly Chosen[], slope: number) {
  let [gradient, information, squares] = [0, 0, 0];
  for (const { offset, advantage, won, weight } of deals) {
    const p = sigmoid(offset + slope * advantage);
    const part = weight * advantage * (won - p);
    gradient += part;
    squares += part * part;
    information += weight * advantage * advantage * p * (1 - p);
  }
  return { gradient, information, squares };
}

function chosenOf(fit: Fit, table: Table, rows: Uint32Array): Chosen[] {
  const drawn = rows.filter((row) => {
    const choice = table.choices[row];
    return choice !== null && choice !== undefined && choice.propensity > 0 && choice.propensity < 1;
  });
  const logits = leadLogits(fit.lead, table, drawn);
  return Array.from(drawn, (row, index) => {
    const { reps, propensity } = table.choices[row]!;
    const average = mean(reps.map((rep) => repEffect(fit, table, row, rep)));
    return {
      offset: logits[index]! + easeOf(fit.congestion, table, row) + (table.offset?.[row] ?? 0) + average,
      advantage: repEffect(fit, table, row, table.rep[row]!) - average,
      won: table.won[row]!,
      weight: Math.min(HEAVIEST, 1 / propensity),
    };
  });
}
