import { createRandom } from '@leadline/chance';

/** A figure over seeds, with what 95 % of the bootstrap samples of seeds lie between. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A seed's part of a ratio. */
export type Part = readonly [numerator: number, denominator: number];

const SAMPLES = 2_000;

/** Ratio of means over paired seeds: the sum of the numerators by the sum of the denominators. */
export function ratioOfMeans(parts: readonly Part[]): Estimate {
  const random = createRandom('bootstrap');
  const ratio = (chosen: readonly Part[]): number => {
    const [top, bottom] = chosen.reduce<[number, number]>(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    return top / bottom;
  };
  const samples = Array.from({ length: SAMPLES }, () => ratio(parts.map(() => random.pick(parts))));
  const ordered = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => ordered[Math.floor(share * (SAMPLES - 1))]!;
  return { value: ratio(parts), low: at(0.025), high: at(0.975) };
}
