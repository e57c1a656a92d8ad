import { exp, log } from '../shared/math.ts';

/** Values that are expected less often than this share one bin: the chi-square law needs some counts in each. */
const LEAST_EXPECTED = 10;
/** Added to each count, so that an empty bin has a logarithm. */
const SMOOTHING = 0.5;

/** How far values have shifted. */
export interface Shift {
  /** Population stability index. */
  readonly psi: number;
  readonly bins: number;
  /** At most the chance of such a shift without a cause, 0 to 1. */
  readonly chance: number;
  /** The value that has shifted most, its expected and its found share; null: the values that are not listed. */
  readonly most: { readonly value: string | null; readonly expected: number; readonly found: number };
}

interface Bin {
  readonly value: string | null;
  expected: number;
  found: number;
}

/**
 * Compares values with the shares that `learnedFrom` values had. PSI = Σ (p − q) ln(p / q). Without a cause PSI / (1/N + 1/M)
 * has a chi-square law with bins − 1 degrees of freedom; its tail is bounded by Chernoff's (x/k · e^(1−x/k))^(k/2) for x > k, so
 * that no table is needed. The usual limits 0.1 and 0.25 know no sample size: with 150 values 0.14 is noise, with 2,000 0.013
 * is none. Null where there is too little to compare.
 */
export function shiftOf(
  counts: ReadonlyMap<string, number>,
  total: number,
  shares: Readonly<Record<string, number>>,
  learnedFrom: number,
): Shift | null {
  const bins = binsOf(counts, total, shares);
  if (bins.length < 2) return null;
  const smooth = (amount: number, of: number): number =>
    (amount + SMOOTHING) / (of + SMOOTHING * bins.length);
  const parts = bins.map((bin) => {
    const p = smooth(bin.found, total);
    const q = smooth(bin.expected * learnedFrom, learnedFrom);
    return { bin, p, part: (p - q) * log(p / q) };
  });
  const psi = parts.reduce((sum, { part }) => sum + part, 0);
  const { bin } = parts.reduce((most, next) => (next.part > most.part ? next : most));
  return {
    psi,
    bins: bins.length,
    chance: chiSquareTail(psi / (1 / total + 1 / learnedFrom), bins.length - 1),
    most: { value: bin.value, expected: bin.expected, found: bin.found / total },
  };
}

/** At most P(X ≥ x) of a chi-square law with k degrees of freedom (Chernoff's bound). */
export const chiSquareTail = (x: number, k: number): number =>
  x <= k ? 1 : exp((k / 2) * (log(x / k) + 1 - x / k));

function binsOf(
  counts: ReadonlyMap<string, number>,
  total: number,
  shares: Readonly<Record<string, number>>,
): readonly Bin[] {
  const rest: Bin = { value: null, expected: 1, found: total };
  const bins: Bin[] = [];
  for (const [value, expected] of Object.entries(shares)) {
    if (expected * total < LEAST_EXPECTED) continue;
    const found = counts.get(value) ?? 0;
    bins.push({ value, expected, found });
    rest.expected -= expected;
    rest.found -= found;
  }
  if (rest.expected * total >= LEAST_EXPECTED) return [...bins, rest];
  const smallest = bins.reduce<Bin | null>(
    (least, bin) => (least === null || bin.expected < least.expected ? bin : least),
    null,
  );
  if (smallest === null) return [];
  smallest.expected += Math.max(0, rest.expected);
  smallest.found += Math.max(0, rest.found);
  return bins;
}
