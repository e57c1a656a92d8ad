import { exp, log, sigmoid } from './math.ts';

test.each([-700, -30.5, -1, -1e-9, 0, 1e-9, 0.3, 1, 10.25, 700])('exp(%p) is within a few ulp', (x) => {
  expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-14);
});

test.each([1e-300, 0.001, 0.7, 1, 1.0000001, 2, 10, 12345.678, 1e300])('log(%p) is within a few ulp', (x) => {
  expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(1e-13 * Math.max(1e-2, Math.abs(Math.log(x))));
});

test('limits', () => {
  expect([exp(800), exp(-800), log(0), log(-1), log(Infinity)]).toEqual([
    Infinity,
    0,
    -Infinity,
    NaN,
    Infinity,
  ]);
  expect([sigmoid(0), sigmoid(800), sigmoid(-800)]).toEqual([0.5, 1, 0]);
});
