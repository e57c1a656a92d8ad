const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function digitsOf(code: number, width: number): string {
  let text = '';
  for (let rest = code; text.length < width; rest = Math.floor(rest / 64))
    text = (DIGITS[rest % 64] ?? '') + text;
  return text;
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
  const digits = values.map((value) => digitsOf(value === null ? 0 : value - base, width));
  return `${base}.${width}.${digits.join('')}`;
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
