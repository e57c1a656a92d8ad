import { fitLevel, fitPlatt } from './platt.ts';

/** A thousand deals of the given true log-odds, shown as others. */
const group = (logit: number, shown: number) => {
  const wins = Math.round(1000 / (1 + Math.exp(-logit)));
  return Array.from({ length: 1000 }, (_, index) => ({ logit: shown, won: (index * 7919) % 1000 < wins }));
};
const shownAs = (shown: (logit: number) => number) =>
  [-2, -1, 0, 1, 2].flatMap((logit) => group(logit, shown(logit)));

test('log-odds that hold are left as they are', () => {
  const line = fitPlatt(shownAs((logit) => logit), 16); // prettier-ignore
  expect(line.slope).toBeCloseTo(1, 2);
  expect(line.intercept).toBeCloseTo(0, 2);
});

test('what is too timid and too low comes out stretched and raised', () => {
  const line = fitPlatt(shownAs((logit) => (logit - 0.5) / 2), 1e-6); // prettier-ignore
  expect(line.slope).toBeCloseTo(2, 2);
  expect(line.intercept).toBeCloseTo(0.5, 2);
});

test('a handful of deals moves little', () => {
  const line = fitPlatt([{ logit: -1, won: true }, { logit: 1, won: false }], 16); // prettier-ignore
  expect(Math.abs(line.slope - 1)).toBeLessThan(0.2);
  expect(fitPlatt([], 16)).toEqual({ intercept: 0, slope: 1 });
});

test('a level alone is found from however far away, and hardly moved by a handful of deals', () => {
  for (const off of [-6, -2, 0, 3])
    expect(fitLevel(shownAs((logit) => logit - off), 1e-6)).toBeCloseTo(off, 2); // prettier-ignore
  expect(fitLevel([{ logit: -1, won: true }], 16)).toBeLessThan(0.06);
  expect(fitLevel([], 16)).toBe(0);
});

test('where far more is won than was said the line is found, too', () => {
  const jumped = Array.from({ length: 800 }, (_, index) => ({ logit: -2.9, won: index % 10 < 3 }));
  const { intercept, slope } = fitPlatt(jumped, 16);
  expect(intercept - 2.9 * slope).toBeCloseTo(Math.log(3 / 7), 1);
  expect(Math.abs(slope)).toBeLessThan(1);
});
