import { exp, log } from '@leadline/domain';

/** Seeded chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** Whole number at least `low`, at most `high`. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight; weights need not sum to 1. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  /** Standard normal (sum of twelve uniforms: within +-6). */
  normal(): number;
  exponential(mean: number): number;
  logNormal(median: number, sigma: number): number;
  /** Counts with the given mean and variance = `dispersion` x mean. */
  negativeBinomial(mean: number, dispersion: number): number;
  /** The items in a chance order. */
  shuffled<T>(items: readonly T[]): T[];
}

/** 128 bits of state from a text (cyrb128). */
function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

/** Small fast counter generator (sfc32). */
function uniform(seed: string): () => number {
  let [a, b, c, d] = hash128(seed);
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 15; warm += 1) next();
  return next;
}

/** Chance from a seed. Different seeds give independent streams: name each use. */
export function createRandom(seed: string): Random {
  const next = uniform(seed);
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const exponential = (mean: number): number => -mean * log(1 - next());
  const normal = (): number => {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += next();
    return sum;
  };
  return {
    next,
    int,
    normal,
    exponential,
    chance: (probability) => next() < probability,
    pick: (items) => items[int(0, items.length - 1)]!,
    weighted: (items) => pickWeighted(items, next()),
    logNormal: (median, sigma) => median * exp(sigma * normal()),
    negativeBinomial: (mean, dispersion) => {
      const shape = Math.max(1, Math.round(mean / (dispersion - 1)));
      let rate = 0;
      for (let draw = 0; draw < shape; draw += 1) rate += exponential(mean / shape);
      let count = 0;
      for (let sum = exponential(1); sum < rate; sum += exponential(1)) count += 1;
      return count;
    },
    shuffled: (items) => {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [result[last], result[other]] = [result[other]!, result[last]!];
      }
      return result;
    },
  };
}

function pickWeighted<T>(items: readonly (readonly [item: T, weight: number])[], draw: number): T {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = draw * total;
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  return items.at(-1)![0];
}
