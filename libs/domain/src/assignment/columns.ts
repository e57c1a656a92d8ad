import { asciiText } from '../shared/ascii-text.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const ASCII = Array.from(DIGITS, (digit) => digit.charCodeAt(0));

/** Codes below it can be shifted. */
const SMALL = 2 ** 31;

function digitAt(code: number, place: number): number {
  let rest = code;
  for (let each = 0; each < place; each += 1) rest = Math.floor(rest / 64);
  return rest % 64;
}

/** Digits of codes, each of the same width. */
function digitsOf(values: readonly (number | null)[], base: number, width: number, isSmall: boolean): string {
  const digits: number[] = [];
  digits.length = values.length * width;
  let at = 0;
  for (const value of values) {
    const code = value === null ? 0 : value - base;
    for (let place = width - 1; place >= 0; place -= 1, at += 1)
      digits[at] = ASCII[isSmall ? (code >> (6 * place)) & 63 : digitAt(code, place)] ?? 0;
  }
  return asciiText(digits);
}

/**
 * Whole numbers (or null) as a compact text `base.width.digits`: each is base + its digits, of fixed width in base 64;
 * digits 0 stand for null. Width 0: all are base + 1.
 */
export function encodeColumn(values: readonly (number | null)[]): string {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value === null) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least === Infinity) return values.length === 0 ? '-1.0.' : `0.1.${'A'.repeat(values.length)}`;
  const base = least - 1;
  if (least === most && !values.includes(null)) return `${base}.0.`;
  let width = 1;
  for (let range = most - base; range >= 64; range = Math.floor(range / 64)) width += 1;
  return `${base}.${width}.${digitsOf(values, base, width, most - base < SMALL)}`;
}

/** Reads a column of `size` values back. */
export function decodeColumn(text: string, size: number): (number | null)[] {
  const [base = '', width = '', digits = ''] = text.split('.');
  return Array.from({ length: size }, (_, index) => {
    if (width === '0') return Number(base) + 1;
    let code = 0;
    for (let at = index * Number(width); at < (index + 1) * Number(width); at += 1)
      code = code * 64 + DIGITS.indexOf(digits.charAt(at));
    return code === 0 ? null : Number(base) + code;
  });
}
