/**
 * Exponential and logarithm from + - * / alone: the same bits on every IEEE machine, where Math.exp and Math.log may
 * differ between runtimes. Decisions rest on these.
 */

/** Taken once: where code runs in a sandbox (as in tests), every look at a global costs microseconds. */
const { floor, round } = Math;
const LARGEST = Number.MAX_VALUE;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2 to a whole power, exactly. */
function powerOfTwo(exponent: number): number {
  let result = 1;
  let base = exponent < 0 ? 0.5 : 2;
  for (let rest = exponent < 0 ? -exponent : exponent; rest > 0; rest = floor(rest / 2)) {
    if (rest % 2 === 1) result *= base;
    base *= base;
  }
  return result;
}

/** e to the x. Above 709 Infinity, below -708 zero. */
export function exp(x: number): number {
  if (x > 709) return Infinity;
  if (x < -708) return 0;
  const exponent = round(x / (LN2_HIGH + LN2_LOW));
  const rest = x - exponent * LN2_HIGH - exponent * LN2_LOW;
  let sum = 1;
  for (let term = 14; term > 0; term -= 1) sum = 1 + (rest * sum) / term;
  return sum * powerOfTwo(exponent);
}

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x <= 0) return x === 0 ? -Infinity : NaN;
  if (x > LARGEST) return x;
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > 1.4142135623730951; mantissa /= 2) exponent += 1;
  for (; mantissa < 0.7071067811865476; mantissa *= 2) exponent -= 1;
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let odd = 25; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return 2 * ratio * sum + exponent * LN2_LOW + exponent * LN2_HIGH;
}

/** 1 / (1 + e^-x): probability of a logit. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const power = exp(x);
  return power / (1 + power);
}
