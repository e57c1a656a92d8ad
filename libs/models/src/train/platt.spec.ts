import { fitPlatt } from './platt.ts';

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
