import { fitLogistic, logitOf } from './logistic.ts';

test('one yes-or-no column without a penalty: the log-odds of the two groups', () => {
  const rows = [...Array.from({ length: 8 }, () => [0]), ...Array.from({ length: 4 }, () => [1])];
  const won = [true, true, false, false, false, false, false, false, true, true, true, false];
  const fit = fitLogistic(rows, won, 1e-9);
  expect(fit.intercept).toBeCloseTo(Math.log(2 / 6), 5);
  expect(fit.coefficients[0]).toBeCloseTo(Math.log(3) - Math.log(2 / 6), 5);
  expect(logitOf(fit, [1])).toBeCloseTo(Math.log(3), 5);
});

test('at the optimum the gradient is the penalty', () => {
  const rows = Array.from({ length: 60 }, (_, index) => [(index % 7) - 3, ((index * 5) % 11) / 4, index % 2]);
  const won = rows.map((_, index) => (index * 7919) % 13 < 5);
  const fit = fitLogistic(rows, won, 3);
  for (const column of [0, 1, 2]) {
    const gradient = rows.reduce((sum, row, index) => {
      const p = 1 / (1 + Math.exp(-logitOf(fit, row)));
      return sum + row[column]! * ((won[index] ? 1 : 0) - p);
    }, 0);
    expect(gradient).toBeCloseTo(3 * fit.coefficients[column]!, 6);
  }
});

test('a column that separates the classes stays finite', () => {
  const fit = fitLogistic([[0], [0], [1], [1]], [false, false, true, true], 1);
  expect(fit.coefficients[0]).toBeGreaterThan(0.5);
  expect(fit.coefficients[0]).toBeLessThan(2);
});
