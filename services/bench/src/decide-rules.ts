import { PerformanceObserver } from 'node:perf_hooks';
import type { Condition, RequireRule } from '@leadline/domain';
import { deciderAmong, type Made } from './decide.ts';
import { type Spread, spread } from './percentile.ts';

/** What so many rules make of a decision. */
export interface Ruled {
  readonly candidates: number;
  readonly rules: number;
  /** One fold of a scored lead: rules, choice, capsule, hash and rows, ms. No I/O, no encoding. */
  readonly time: Spread | null;
  /** The same without those during which garbage was collected, ms, and how many these were. */
  readonly undisturbed: Spread | null;
  readonly collected: number;
}

/**
 * Times decisions under few and under many rules, one of each in turn: what the machine does meanwhile meets all alike, so that
 * their ratio can be read.
 */
export async function measureRules(
  candidates: number,
  counts: readonly number[],
  decisions: number,
): Promise<readonly Ruled[]> {
  const deciders = counts.map((count) => deciderAmong(candidates, rulesFor(count)));
  const pauses = new Pauses();
  const made: Made[][] = counts.map(() => []);
  const warm = Math.ceil(decisions / 4);
  for (let index = 0; index < warm + decisions; index += 1)
    for (const [place, decide] of deciders.entries()) {
      const one = decide(index);
      if (index >= warm) made[place]!.push(one);
    }
  const isDisturbed = await pauses.end();
  return counts.map((rules, place) => {
    const all = made[place]!;
    const quiet = all.filter((one) => !isDisturbed(one));
    const collected = all.length - quiet.length;
    return { candidates, rules, time: timeOf(all), undisturbed: timeOf(quiet), collected };
  });
}

const timeOf = (some: readonly Made[]): Spread | null => spread(some.map(({ start, end }) => end - start));

/** When garbage is collected, from its making on. */
class Pauses {
  readonly #pauses: { readonly startTime: number; readonly duration: number }[] = [];
  readonly #observer = new PerformanceObserver((list) => void this.#pauses.push(...list.getEntries()));

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** Whether garbage was collected during a decision. */
  async end(): Promise<(made: Made) => boolean> {
    // Told of in a turn of its own.
    await new Promise((resolve) => setImmediate(resolve));
    this.#pauses.push(...this.#observer.takeRecords());
    this.#observer.disconnect();
    return ({ start, end }) =>
      this.#pauses.some(({ startTime, duration }) => startTime < end && startTime + duration > start);
  }
}

/** Rules as a team has them: for a product from a deal size on; a third of them compare rep and lead. Everybody passes. */
const rulesFor = (count: number): readonly RequireRule[] =>
  Array.from({ length: count }, (_, index) => {
    const product: Condition = {
      op: '==',
      left: { lead: 'product' },
      right: { value: `product-${index % 25}` },
    };
    const size = 1_000 * (1 + Math.floor(index / 25));
    const large: Condition = { op: '>=', left: { lead: 'expectedValue' }, right: { value: size } };
    const tier: Condition = { op: '!=', left: { rep: 'tier' }, right: { value: `trainee-${index}` } };
    const zone: Condition = { op: '==', left: { rep: 'timeZone' }, right: { lead: 'timeZone' } };
    return {
      id: `rule-${index}`,
      when: { op: 'and', of: [product, large] },
      require: index % 3 === 0 ? { op: 'or', of: [zone, tier] } : tier,
    };
  });
