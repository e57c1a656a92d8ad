/** One bit per rep, in roster order; 32 in a word. What lies beyond the last rep means nothing. */
export type Bits = Uint32Array;

export function bitsOf(count: number, holds: (position: number) => boolean): Bits {
  const bits = new Uint32Array((count + 31) >>> 5);
  for (let position = 0; position < count; position += 1)
    if (holds(position)) bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31));
  return bits;
}

export const intersection = (a: Bits, b: Bits): Bits => a.map((word, index) => word & (b[index] ?? 0));

export const union = (a: Bits, b: Bits): Bits => a.map((word, index) => word | (b[index] ?? 0));

export const complement = (bits: Bits): Bits => bits.map((word) => ~word);

/** Calls `each` with the positions of all bits that are set in `among` and not in `bits`, in order. */
export function forEachMissing(among: Bits, bits: Bits, each: (position: number) => void): void {
  for (let index = 0; index < among.length; index += 1)
    for (let word = (among[index] ?? 0) & ~(bits[index] ?? 0); word !== 0; word &= word - 1)
      each((index << 5) + 31 - Math.clz32(word & -word));
}
