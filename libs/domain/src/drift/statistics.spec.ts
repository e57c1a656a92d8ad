import { chanceOf, cusumsOf, step } from './cusum.ts';
import { chiSquareTail, shiftOf } from './shift.ts';
import { chanceOfVolume, spreadOfDays } from './volume.ts';

const found = (n: number) => new Map([['a', 0.55 * n], ['b', 0.25 * n], ['c', 0.2 * n]]); // prettier-ignore

describe('statistics', () => {
  test('a sum rises with bad trials only, and knows since when', () => {
    const [, half] = cusumsOf(0.2);
    for (let at = 0; at < 10; at += 1) step(half!, false, at);
    expect(half).toMatchObject({ score: 0 });
    for (let at = 10; at < 30; at += 1) step(half!, true, at);
    expect(half).toMatchObject({ since: 10, trials: 20, bad: 20 });
    expect(half!.score).toBeCloseTo(20 * Math.log(3), 9);
    expect(chanceOf(half!.score, 100, 10_000)).toBeLessThan(0.001);
    expect(cusumsOf(1)).toEqual([]);
  });

  test('the bound on the chance holds: of 2,000 runs of 500 trials fewer reach a score than it says', () => {
    const limit = Math.log(500 * 3 * 20); // chance 5 %
    let seed = 1;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const reached = Array.from({ length: 2000 }, () => {
      const sums = cusumsOf(0.3);
      for (let at = 0; at < 500; at += 1) {
        const isBad = next() < 0.3;
        for (const sum of sums) step(sum, isBad, at);
        if (sums.some(({ score }) => score >= limit)) return true;
      }
      return false;
    }).filter(Boolean).length;
    expect(reached).toBeLessThan(100);
    expect(reached).toBeGreaterThan(0);
  });

  test.each([[18.31, 10, 0.05], [23.21, 10, 0.01], [29.59, 10, 0.001], [6.63, 1, 0.01], [135.8, 100, 0.01]])(
    'the bound on the tail of chi-square at %s with %s degrees of freedom lies above %s, and not far above',
    (x, k, tail) => {
      expect(chiSquareTail(x, k)).toBeGreaterThan(tail);
      expect(chiSquareTail(x, k)).toBeLessThan(tail * 16);
      expect(chiSquareTail(k, k)).toBe(1);
    },
  ); // prettier-ignore

  test('a shift knows the sample size', () => {
    const shares = { a: 0.5, b: 0.3, c: 0.2 };
    expect(shiftOf(found(100), shares, 5000)!.chance).toBe(1);
    expect(shiftOf(found(20_000), shares, 50_000)!.chance).toBeLessThan(1e-12);
    expect(shiftOf(found(10), shares, 5000)).toBeNull();
    expect(shiftOf(new Map([['a', 100], ['new', 900]]), shares, 5000)).toMatchObject({ of: 100, most: { value: 'b', found: 0 } }); // prettier-ignore
    const rare = { a: 0.9, b: 0.05, c: 0.05 };
    expect(shiftOf(new Map([['a', 50], ['b', 30], ['c', 20]]), rare, 5000)!.most).toMatchObject({ value: null, found: 0.5 }); // prettier-ignore
  });

  test('a day of a volume that varies tells little, a silent one all', () => {
    const { perDay, dispersion } = spreadOfDays([80, 120, 100, 90, 110, 60, 140]);
    expect(perDay).toBe(100);
    // Variance 700 over 100, and what six degrees of freedom leave open (chi-square 0.872).
    expect(dispersion).toBeCloseTo(4200 / 0.82 / 100, 0);
    expect(chanceOfVolume(100, 100, 7)).toBe(1);
    expect(chanceOfVolume(70, 100, 7)).toBeGreaterThan(0.1);
    expect(chanceOfVolume(0, 100, 7)).toBeLessThan(1e-9);
    expect(chanceOfVolume(400, 100, 7)).toBeLessThan(1e-9);
    expect(chanceOfVolume(0, perDay, dispersion)).toBeGreaterThan(1e-4);
    expect(spreadOfDays([]).perDay).toBe(0);
  });
});
