import * as fc from 'fast-check';
import { capacityPrices, type Demand } from './dual.ts';

const demand = (minutes: number, ...worths: readonly number[]): Demand => ({ minutes, worths });

test('time that nobody fights for costs nothing', () => {
  const { prices, total } = capacityPrices([demand(60, 10, 5)], [600, 600], 0.1);
  expect(prices).toEqual([0, 0]);
  expect(total).toBe(10);
});

test('scarce time costs what the best lead turned away would have brought', () => {
  // Six leads of an hour at a rep with three hours: the fourth best brings 40, a minute 40 / 60.
  const demands = [90, 75, 60, 40, 20, 10].map((worth) => demand(60, worth));
  const { prices, total } = capacityPrices(demands, [180], 1);
  expect(prices[0]).toBeGreaterThan(35 / 60);
  expect(prices[0]).toBeLessThan(65 / 60);
  // Weak duality: the best that can be had is 225.
  expect(total).toBeGreaterThanOrEqual(225);
  expect(total).toBeLessThan(235);
});

test('a better rep is dearer by what the rep wins more', () => {
  const demands = Array.from({ length: 40 }, () => demand(60, 30, 20));
  const { prices } = capacityPrices(demands, [600, 600], 0.5);
  expect((prices[0] ?? 0) - (prices[1] ?? 0)).toBeCloseTo(10 / 60, 1);
});

const program = fc.record({
  demands: fc.array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 200 }),
      worths: fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), fc.nat({ max: 1000 })),
    }),
    { maxLength: 30 },
  ),
  capacity: fc.tuple(fc.nat({ max: 900 }), fc.nat({ max: 900 }), fc.nat({ max: 900 })),
});

test('no assignment within the capacity is worth more than the bound, and no price is negative', () => {
  fc.assert(
    fc.property(program, ({ demands, capacity }) => {
      const { prices, total } = capacityPrices(demands, capacity, 5);
      expect(prices.every((price) => price >= 0)).toBe(true);
      const left = [...capacity];
      let worth = 0;
      for (const { minutes, worths } of demands) {
        const rep = left.findIndex((rest) => rest >= minutes);
        if (rep === -1) continue;
        left[rep] = (left[rep] ?? 0) - minutes;
        worth += worths[rep] ?? 0;
      }
      expect(worth).toBeLessThanOrEqual(total + 1e-6);
    }),
    { numRuns: 300 },
  );
});

/** A number from 0 to 1 that looks like chance. */
const mixed = (a: number, b: number): number => ((a * 7919 + b * 104_729) % 1009) / 1009;

/** 600 leads, from 20 minutes to 8 hours, and 12 reps who differ, with six sevenths of the time that they ask for. */
function busyTeam() {
  const demands = Array.from({ length: 600 }, (_lead, lead) => {
    const value = 500 + 20_000 * mixed(lead, 3) ** 4;
    const worths = Array.from({ length: 12 }, (_rep, rep) => value * (0.1 + 0.3 * mixed(lead % 40, rep + 5)));
    return demand(20 + Math.round(460 * mixed(lead, 3) ** 2), ...worths);
  });
  const minutes = demands.reduce((sum, each) => sum + each.minutes, 0);
  return { demands, capacity: Array.from({ length: 12 }, () => minutes / 14), minutes };
}

test('prices come to rest: an assignment by them is worth nearly what the bound says', () => {
  const { demands, capacity, minutes } = busyTeam();
  const most = demands.reduce((sum, { worths }) => sum + Math.max(...Array.from(worths)), 0);
  const { prices, total } = capacityPrices(demands, capacity, most / (10 * minutes));
  const offers = demands.flatMap(({ worths, minutes: work }, lead) =>
    prices.map((price, rep) => ({
      lead,
      rep,
      work,
      worth: worths[rep] ?? 0,
      net: (worths[rep] ?? 0) - work * price,
    })),
  );
  const left = [...capacity];
  const given = new Set<number>();
  let worth = 0;
  for (const offer of offers.toSorted((a, b) => b.net / b.work - a.net / a.work)) {
    if (given.has(offer.lead) || (left[offer.rep] ?? 0) < offer.work) continue;
    given.add(offer.lead);
    left[offer.rep] = (left[offer.rep] ?? 0) - offer.work;
    worth += offer.worth;
  }
  expect(worth).toBeGreaterThan(0.997 * total);
});
