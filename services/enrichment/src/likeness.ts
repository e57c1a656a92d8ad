import { jaroWinkler, withinOneEdit } from '@leadline/domain';

/** Names as much alike as this may be of one company; see docs/identity.md. */
export const ALIKE = 0.92;

/** The letters and digits that a company's key has, as bits: what two names do not share is counted in one step. */
export function alphabetOf(letters: string): number {
  let bits = 0;
  for (let at = 0; at < letters.length; at += 1) bits |= 1 << (letters.charCodeAt(at) % 32);
  return bits;
}

/** Letters of a name with their alphabet. */
export interface Spelling {
  readonly letters: string;
  readonly alphabet: number;
}

/**
 * Likeness (Jaro-Winkler) of two names, 0 for those that cannot reach {@link ALIKE}: with so many letters of one missing in
 * the other, the letters in common are too few, even if all stand in order and the first four agree.
 */
export function likeness(a: Spelling, b: Spelling): number {
  const [length, other] = [a.letters.length, b.letters.length];
  const common = Math.min(
    length - bitsIn(a.alphabet & ~b.alphabet),
    other - bitsIn(b.alphabet & ~a.alphabet),
  );
  const jaro = (common / length + common / other + 1) / 3;
  return jaro + 0.4 * (1 - jaro) < ALIKE ? 0 : jaroWinkler(a.letters, b.letters);
}

/** Whether two names are one but for one typing error, which in a short name makes them less alike than {@link ALIKE}. */
export function isOneEditAway(a: Spelling, b: Spelling): boolean {
  return (
    bitsIn(a.alphabet & ~b.alphabet) <= 1 &&
    bitsIn(b.alphabet & ~a.alphabet) <= 1 &&
    withinOneEdit(a.letters, b.letters)
  );
}

/** Bits that are set, counted in parallel (Hacker's Delight, 5-1). */
function bitsIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
