import { areaUnderCurve, calibration, logLoss } from './metrics.ts';

const judged = (...pairs: readonly (readonly [number, boolean])[]) =>
  pairs.map(([logit, won]) => ({ logit, won }));

test('AUC counts pairs in the right order, ties half', () => {
  expect(areaUnderCurve(judged([0, false], [1, true], [2, true]))).toBe(1);
  expect(areaUnderCurve(judged([0, true], [1, false], [2, true], [3, false]))).toBe(0.25);
  expect(areaUnderCurve(judged([1, true], [1, false], [1, false]))).toBe(0.5);
  expect(areaUnderCurve(judged([1, true]))).toBe(0.5);
});

test('log loss of an even bet is ln 2', () => {
  expect(logLoss(judged([0, true], [0, false]))).toBeCloseTo(Math.LN2, 12);
});

/** A thousand deals of the given true log-odds, shown as others. */
const group = (logit: number, shown: number) => {
  const wins = Math.round(1000 / (1 + Math.exp(-logit)));
  return Array.from({ length: 1000 }, (_, index) => ({ logit: shown, won: (index * 7919) % 1000 < wins }));
};

test('calibration: slope 1 where log-odds hold, 2 where they are half as bold as they should be', () => {
  const logits = [-2, -1, 0, 1, 2];
  const honest = calibration(logits.flatMap((logit) => group(logit, logit)));
  expect(honest.slope).toBeCloseTo(1, 2);
  expect(honest.intercept).toBeCloseTo(0, 2);
  expect(honest.error).toBeLessThan(0.01);
  const timid = calibration(logits.flatMap((logit) => group(logit, logit / 2)));
  expect(timid.slope).toBeCloseTo(2, 2);
  expect(timid.error).toBeGreaterThan(0.05);
});
