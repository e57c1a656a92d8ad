import type { Bins } from './bins.ts';

/** Of some rows: sums of gradient and of its derivative, and how many they are. */
export interface Sums {
  readonly gradient: number;
  readonly weight: number;
  readonly count: number;
}

/** By row: outcome less probability, and probability times its complement. */
export interface Gradients {
  readonly gradient: Float64Array;
  readonly weight: Float64Array;
}

/** How to part the rows: those in the slot (of an ordered field: above it) go to `otherwise`. */
export interface Split {
  readonly field: number;
  readonly slot: number;
  readonly gain: number;
  readonly yes: Sums;
  readonly otherwise: Sums;
}

export const RIDGE = 5;
const FEWEST_ROWS = 60;
const LEAST_WEIGHT = 1e-3;
const LEAST_GAIN = 1e-6;

/** Three numbers per slot: gradient, weight, count. */
export function histogramOf(
  { fields, slots, columns }: Bins,
  rows: Uint32Array,
  { gradient, weight }: Gradients,
): Float64Array {
  const histogram = new Float64Array(columns.length * 3);
  const width = fields.length;
  for (const row of rows) {
    const g = gradient[row]!;
    const w = weight[row]!;
    for (let at = row * width; at < (row + 1) * width; at += 1) {
      const slot = slots[at]! * 3;
      histogram[slot]! += g;
      histogram[slot + 1]! += w;
      histogram[slot + 2]! += 1;
    }
  }
  return histogram;
}

/** What is left of a histogram (changed in place) without some of its rows. */
export function subtract(histogram: Float64Array, part: Float64Array): Float64Array {
  for (let index = 0; index < part.length; index += 1) histogram[index]! -= part[index]!;
  return histogram;
}

/** The split with the highest gain, or null if none is worth it. Ties: the first. */
export function bestSplit({ fields }: Bins, histogram: Float64Array, all: Sums): Split | null {
  let best: Split | null = null;
  for (const [field, { ordered, first, end }] of fields.entries()) {
    let above = NOBODY;
    for (let slot = end - 1; slot >= first; slot -= 1) {
      if (histogram[slot * 3 + 2] === 0) continue;
      const own = sumsAt(histogram, slot);
      const otherwise = ordered ? above : own;
      above = ordered ? plus(above, own) : above;
      if (!enough(otherwise)) continue;
      const yes = less(all, otherwise);
      if (!enough(yes)) continue;
      const gain = score(yes) + score(otherwise) - score(all);
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { field, slot, gain, yes, otherwise };
    }
  }
  return best;
}

const NOBODY: Sums = { gradient: 0, weight: 0, count: 0 };

function sumsAt(histogram: Float64Array, slot: number): Sums {
  const at = slot * 3;
  return { gradient: histogram[at]!, weight: histogram[at + 1]!, count: histogram[at + 2]! };
}

const plus = (a: Sums, b: Sums): Sums => ({
  gradient: a.gradient + b.gradient,
  weight: a.weight + b.weight,
  count: a.count + b.count,
});

const less = (a: Sums, b: Sums): Sums => ({
  gradient: a.gradient - b.gradient,
  weight: a.weight - b.weight,
  count: a.count - b.count,
});

const enough = ({ weight, count }: Sums): boolean => count >= FEWEST_ROWS && weight >= LEAST_WEIGHT;

/** Twice the log likelihood (to second order) that one value for these rows brings. */
const score = ({ gradient, weight }: Sums): number => (gradient * gradient) / (weight + RIDGE);
