import { fitLogistic, logitOf } from './logistic.ts';

const matrixOf = (rows: readonly (readonly number[])[]) => ({
  size: rows.length,
  columns: rows[0]!.length,
  features: Float32Array.from(rows.flat()),
  oneHot: [],
});
const fit = (rows: readonly (readonly number[])[], won: readonly boolean[], penalty: number) =>
  fitLogistic(
    matrixOf(rows),
    Uint8Array.from(won, Number),
    Uint32Array.from(rows, (_, row) => row),
    penalty,
  );

test('one yes-or-no column without a penalty: the log-odds of the two groups', () => {
  const rows = [...Array.from({ length: 8 }, () => [0]), ...Array.from({ length: 4 }, () => [1])];
  const won = [true, true, false, false, false, false, false, false, true, true, true, false];
  const { intercept, coefficients } = fit(rows, won, 1e-9);
  expect(intercept).toBeCloseTo(Math.log(2 / 6), 5);
  expect(coefficients[0]).toBeCloseTo(Math.log(3) - Math.log(2 / 6), 5);
  expect(logitOf({ intercept, coefficients }, matrixOf(rows), 9)).toBeCloseTo(Math.log(3), 5);
});

test('at the optimum the gradient is the penalty', () => {
  const rows = Array.from({ length: 60 }, (_, index) => [(index % 7) - 3, ((index * 5) % 11) / 4, index % 2]);
  const won = rows.map((_, index) => (index * 7919) % 13 < 5);
  const found = fit(rows, won, 3);
  for (const column of [0, 1, 2]) {
    const gradient = rows.reduce((sum, row, index) => {
      const p = 1 / (1 + Math.exp(-logitOf(found, matrixOf(rows), index)));
      return sum + row[column]! * ((won[index] ? 1 : 0) - p);
    }, 0);
    expect(gradient).toBeCloseTo(3 * found.coefficients[column]!, 6);
  }
});

test('a column that separates the classes stays finite', () => {
  const { coefficients } = fit([[0], [0], [1], [1]], [false, false, true, true], 1);
  expect(coefficients[0]).toBeGreaterThan(0.5);
  expect(coefficients[0]).toBeLessThan(2);
});

test('rows that are not named teach nothing', () => {
  const matrix = matrixOf([[0], [1], [0], [1], [1]]);
  const some = fitLogistic(matrix, Uint8Array.of(0, 1, 1, 0, 1), Uint32Array.of(0, 1, 2, 3), 1);
  expect(some.coefficients[0]).toBeCloseTo(0, 12);
});
