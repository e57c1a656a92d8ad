import { areaInterval, areaUnderCurve, losses, mean, pairedGain, reliability, surprises } from './metrics.ts';

const judged = (...pairs: readonly (readonly [number, boolean])[]) =>
  pairs.map(([logit, won]) => ({ logit, won }));

test('AUC counts pairs in the right order, ties half', () => {
  expect(areaUnderCurve(judged([0, false], [1, true], [2, true]))).toBe(1);
  expect(areaUnderCurve(judged([0, true], [1, false], [2, true], [3, false]))).toBe(0.25);
  expect(areaUnderCurve(judged([1, true], [1, false], [1, false]))).toBe(0.5);
  expect(areaUnderCurve(judged([1, true]))).toBe(0.5);
});

test('the interval of an AUC is that of the textbook, and knows nothing where all ended alike', () => {
  // By hand, for 0.893 with 51 won and 58 lost: Q1 = 0.8067, Q2 = 0.8425.
  const { low, high } = areaInterval(0.893, 51, 58);
  expect((high - low) / 2 / 1.96).toBeCloseTo(0.0325, 4);
  expect(areaInterval(0.5, 0, 9)).toMatchObject({ low: 0, high: 1 });
});

test('log loss of an even bet is ln 2', () => {
  expect(mean(losses(judged([0, true], [0, false])))).toBeCloseTo(Math.LN2, 12);
  expect(mean([])).toBe(0);
});

test('a gain is that of the same deals: what both find hard does not blur it', () => {
  const hard = [5, 0.1, 3, 0.2, 4, 0.1];
  const { value, low, high } = pairedGain(
    hard,
    hard.map((loss, index) => loss - 0.1 + (index % 2) * 0.02),
  );
  expect(value).toBeCloseTo(0.09, 12);
  expect(low).toBeGreaterThan(0.07);
  expect(high).toBeLessThan(0.11);
  expect(pairedGain([1], [0]).low).toBe(-Infinity);
});

/** A thousand deals of the given true log-odds, shown as others. */
const group = (logit: number, shown: number) => {
  const wins = Math.round(1000 / (1 + Math.exp(-logit)));
  return Array.from({ length: 1000 }, (_, index) => ({ logit: shown, won: (index * 7919) % 1000 < wins }));
};

test('reliability: no error where log-odds hold, some where they are half as bold as they should be', () => {
  const logits = [-2, -1, 0, 1, 2];
  const honest = reliability(logits.flatMap((logit) => group(logit, logit)));
  expect(honest.error).toBeLessThan(0.01);
  expect(honest.bins).toHaveLength(10);
  expect(honest.bins[0]).toMatchObject({ deals: 500, predicted: expect.closeTo(0.119, 3) });
  expect(reliability(logits.flatMap((logit) => group(logit, logit / 2))).error).toBeGreaterThan(0.05);
});

test('a group with more wins than chance explains stands out', () => {
  const deals = [...group(0, 0), ...group(1, 0)];
  const [even, better, none] = surprises(deals, (index) => Math.floor(index / 1000), 3);
  expect(even).toBeCloseTo(0, 12);
  // 231 wins too many, where chance has a standard deviation of sqrt(1000 / 4).
  expect(better).toBeCloseTo(231 / Math.sqrt(250), 6);
  expect(none).toBe(0);
});
