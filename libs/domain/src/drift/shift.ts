import { exp, log } from '../shared/math.ts';

/** Values that are expected less often than this are put together: the chi-square law needs some counts in each bin. */
const LEAST_EXPECTED = 10;
/** Added to each count, so that an empty bin has a logarithm. */
const SMOOTHING = 0.5;

/** How far values have shifted. */
export interface Shift {
  /** Population stability index. */
  readonly psi: number;
  /** Values that were compared. */
  readonly of: number;
  /** At most the chance of such a shift without a cause, 0 to 1. */
  readonly chance: number;
  /** The value that has shifted most, its expected and its found share; null: the rare ones together. */
  readonly most: { readonly value: string | null; readonly expected: number; readonly found: number };
}

interface Bin {
  readonly value: string | null;
  /** Share, and count. */
  readonly expected: number;
  readonly found: number;
}

/**
 * Compares values with the shares that `learnedFrom` values had; values without a share are left out on both sides.
 * PSI = Σ (p − q) ln(p / q). Without a cause PSI / (1/N + 1/M) has a chi-square law with bins − 1 degrees of freedom; its tail is
 * bounded by Chernoff's (x/k · e^(1−x/k))^(k/2) for x > k, so that no table is needed. The usual limits 0.1 and 0.25 know no
 * sample size: with 150 values 0.14 is noise, with 2,000 0.013 is none. Null where there is too little to compare.
 */
export function shiftOf(
  counts: ReadonlyMap<string, number>,
  shares: Readonly<Record<string, number>>,
  learnedFrom: number,
): Shift | null {
  const bins = binsOf(counts, shares);
  if (bins.length < 2) return null;
  const total = sumOf(bins.map(({ found }) => found));
  const smooth = (amount: number, of: number): number =>
    (amount + SMOOTHING) / (of + SMOOTHING * bins.length);
  const parts = bins.map((bin) => {
    const p = smooth(bin.found, total);
    const q = smooth(bin.expected * learnedFrom, learnedFrom);
    return { bin, part: (p - q) * log(p / q) };
  });
  const psi = sumOf(parts.map(({ part }) => part));
  const { bin } = parts.reduce((most, next) => (next.part > most.part ? next : most));
  return {
    psi,
    of: total,
    chance: chiSquareTail(psi / (1 / total + 1 / learnedFrom), bins.length - 1),
    most: { value: bin.value, expected: bin.expected, found: bin.found / total },
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** At most P(X ≥ x) of a chi-square law with k degrees of freedom (Chernoff's bound). */
export const chiSquareTail = (x: number, k: number): number =>
  x <= k ? 1 : exp((k / 2) * (log(x / k) + 1 - x / k));

function binsOf(
  counts: ReadonlyMap<string, number>,
  shares: Readonly<Record<string, number>>,
): readonly Bin[] {
  const all = sumOf(Object.values(shares));
  const bins = Object.entries(shares).map(([value, share]): Bin => ({
    value,
    expected: share / all,
    found: counts.get(value) ?? 0,
  }));
  const total = sumOf(bins.map(({ found }) => found));
  const isRare = ({ expected }: Bin): boolean => expected * total < LEAST_EXPECTED;
  const frequent = bins.filter((bin) => !isRare(bin)).toSorted((a, b) => b.expected - a.expected);
  const rare = together(bins.filter(isRare));
  if (!isRare(rare)) return [...frequent, rare];
  if (rare.expected === 0) return frequent;
  return [...frequent.slice(0, -1), together([...frequent.slice(-1), rare])];
}

const together = (bins: readonly Bin[]): Bin => ({
  value: null,
  expected: sumOf(bins.map(({ expected }) => expected)),
  found: sumOf(bins.map(({ found }) => found)),
});
