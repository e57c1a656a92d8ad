/** Weight of a common beginning, and how many letters of it count. */
const SCALE = 0.1;
const PREFIX = 4;

/**
 * Similarity of two texts, 0 to 1, after Winkler: String comparator metrics and enhanced decision rules in the
 * Fellegi-Sunter model of record linkage (1990): Jaro's share of letters in common and in order, raised where the first
 * letters agree.
 */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroOf(a, b);
  let prefix = 0;
  while (prefix < PREFIX && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * SCALE * (1 - jaro);
}

function jaroOf(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const takenA = new Uint8Array(a.length);
  const takenB = new Uint8Array(b.length);
  let common = 0;
  for (let at = 0; at < a.length; at += 1) {
    const end = Math.min(b.length, at + reach + 1);
    for (let other = Math.max(0, at - reach); other < end; other += 1) {
      if (takenB[other] === 1 || a[at] !== b[other]) continue;
      takenA[at] = 1;
      takenB[other] = 1;
      common += 1;
      break;
    }
  }
  if (common === 0) return 0;
  return (
    (common / a.length + common / b.length + (common - misplaced(a, b, takenA, takenB) / 2) / common) / 3
  );
}

/** Common letters that stand in another order. */
function misplaced(a: string, b: string, takenA: Uint8Array, takenB: Uint8Array): number {
  let count = 0;
  let other = 0;
  for (let at = 0; at < a.length; at += 1) {
    if (takenA[at] !== 1) continue;
    while (takenB[other] !== 1) other += 1;
    if (a[at] !== b[other]) count += 1;
    other += 1;
  }
  return count;
}
