import type { Picks } from '../card.ts';
import type { Solution } from './arrowhead.ts';
import { commonEffect } from './congestion.ts';
import { mean, NORMAL } from './metrics.ts';
import { fitRepEffects, type RepDeals } from './rep-effects.ts';
import type { SpreadFit } from './spread.ts';

/** Picks count as found from so many standard deviations; from fewer where most of them went to whoever looks better. */
const SURE = 3;
const SUSPICIOUS = 1;
/** Correlation of how many leads reps got out of turn with how they look: with ten reps chance reaches it in 1 % of cases. */
const LEANING = 0.7;
/** A deal is out of turn from here on: of ten reps one had waited longer than the one who got it. */
const OUT_OF_TURN = 0.3;
const SPREAD = 1;
/** Where it is known of fewer deals, nothing is said. */
const FEWEST = 200;

/** Fits once more, with picks. Null: of too few deals it is known, or nobody looks better than the others. */
export function picksOf(
  deals: RepDeals,
  { effects, spreads }: Pick<SpreadFit, 'effects' | 'spreads'>,
  picked: Float64Array,
): Picks | null {
  const known = picked.filter((value) => !Number.isNaN(value)).length;
  const looks = looksOf(effects, deals.teamOf.length);
  if (known < FEWEST || looks.every((look) => look === 0)) return null;
  const means = meansByRep(deals, picked);
  const value = picked.map((own, deal) => {
    const rep = deals.rep[deal]!;
    return Number.isNaN(own) ? 0 : (own - means[rep]!) * looks[rep]!;
  });
  const common = [{ size: 1, value }, ...deals.common];
  const fit = fitRepEffects({ ...deals, common }, { ...spreads, common: [SPREAD, ...spreads.common] });
  const slope = commonEffect(fit, 0);
  const deviation = fit.commonDeviations[0]!;
  const [low, high] = [slope - NORMAL * deviation, slope + NORMAL * deviation];
  const outOfTurns = picked.map((own) => Number(own > OUT_OF_TURN));
  const leaning = correlation(sumsByRep(deals, outOfTurns).sums, looks);
  const found = slope > (leaning > LEANING ? SUSPICIOUS : SURE) * deviation;
  return { value: slope, low, high, leaning, deals: known, found };
}

/** How much better than the others each rep looks, in standard deviations of that. */
function looksOf({ own }: Solution, reps: number): Float64Array {
  const width = own.length / reps;
  const effects = Array.from({ length: reps }, (_, rep) => own[rep * width + width - 1]!);
  const middle = mean(effects);
  const spread = Math.sqrt(mean(effects.map((effect) => (effect - middle) ** 2)));
  return Float64Array.from(effects, (effect) => (spread === 0 ? 0 : (effect - middle) / spread));
}

function meansByRep(deals: RepDeals, values: Float64Array): Float64Array {
  const { sums, counts } = sumsByRep(deals, values);
  return sums.map((sum, rep) => (counts[rep] === 0 ? 0 : sum / counts[rep]!));
}

function sumsByRep({ rep, teamOf }: RepDeals, values: Float64Array) {
  const [sums, counts] = [new Float64Array(teamOf.length), new Float64Array(teamOf.length)];
  for (const [deal, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    sums[rep[deal]!]! += value;
    counts[rep[deal]!]! += 1;
  }
  return { sums, counts };
}

/** 0 where one of the two does not vary. */
function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean([...a]), mean([...b])];
  let [both, squareA, squareB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    both += (value - meanA) * (b[index]! - meanB);
    squareA += (value - meanA) ** 2;
    squareB += (b[index]! - meanB) ** 2;
  }
  return squareA === 0 || squareB === 0 ? 0 : both / Math.sqrt(squareA * squareB);
}

/** How a deal came to its rep, as far as it is told. */
export interface Handing {
  readonly rep: number;
  readonly team: number;
  /** When, on whatever clock. */
  readonly at: number;
  /** Path of the decision; null: not known. */
  readonly path: string | null;
}

/** Path of a decision that somebody else made. */
const PICKED = 'manual';

/**
 * By deal, how far somebody picked its rep: 0 not at all, 1 wholly. Where the record says by which path the rep was found, that
 * is it. Elsewhere rotation is taken for what is usual, and the share of the reps around who had waited longer for a lead tells
 * how far out of turn this one was: who gave leads to reps of their choice did not keep to turns. The square root of that share, as
 * whoever is picked has often waited for long and passed over few: one of nine counts for a third of a pick, not for a ninth.
 */
export function pickedOf(handings: readonly Handing[]): Float64Array {
  return outOfTurn(handings).map((share, deal) => {
    const { path } = handings[deal]!;
    return path === null ? Math.sqrt(share) : Number(path === PICKED);
  });
}

/** Reps are around who got one of so many leads before or after, or one of as many as the team has reps. */
const AROUND = 50;

/** Of the other reps who are around, the share of those whose last lead is longer ago. */
function outOfTurn(handings: readonly Handing[]): Float64Array {
  const shares = new Float64Array(handings.length).fill(NaN);
  for (const deals of Map.groupBy(handings.keys(), (deal) => handings[deal]!.team).values()) {
    const order = deals.toSorted((a, b) => handings[a]!.at - handings[b]!.at || a - b);
    const reps = order.map((deal) => handings[deal]!.rep);
    const window = Math.min(AROUND, new Set(reps).size);
    const last = new Map<number, number>();
    for (const [turn, rep] of reps.entries()) {
      const own = last.get(rep) ?? -1;
      const around = new Set(reps.slice(Math.max(0, turn - window), turn + window + 1));
      const known = [...around].filter((other) => other !== rep && last.has(other));
      const longer = known.filter((other) => last.get(other)! < own).length;
      if (known.length > 1) shares[order[turn]!] = longer / known.length;
      last.set(rep, turn);
    }
  }
  return shares;
}
