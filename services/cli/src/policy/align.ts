/** What stands in both of two lists, or in one of them alone. */
export interface Aligned<A, B> {
  readonly a: A | null;
  readonly b: B | null;
}

type Same<A, B> = (a: A, b: B) => boolean;

/**
 * Two records of one course of events side by side, in the order of the second: as many pairs as keep the order of both
 * (longest common subsequence; of several ways the one with the later of `b`), and two neighbours that came to the lists in
 * different order.
 */
export function aligned<A, B>(
  as: readonly A[],
  bs: readonly B[],
  same: Same<A, B>,
): readonly Aligned<A, B>[] {
  const common = commonLengths(as, bs, same);
  const pairs: Aligned<A, B>[] = [];
  let [i, j] = [0, 0];
  while (i < as.length || j < bs.length) {
    const [a = null, b = null] = [as[i], bs[j]];
    const here = common[i]![j]!;
    if (b !== null && common[i]![j + 1] === here) {
      pairs.push({ a: null, b });
      j += 1;
    } else if (a !== null && b !== null && same(a, b)) {
      pairs.push({ a, b });
      i += 1;
      j += 1;
    } else {
      pairs.push({ a, b: null });
      i += 1;
    }
  }
  return neighboursJoined(pairs, same);
}

/** At [i][j]: length of the longest common subsequence of what follows from i and from j on. */
function commonLengths<A, B>(as: readonly A[], bs: readonly B[], same: Same<A, B>): readonly number[][] {
  const common = Array.from({ length: as.length + 1 }, () => Array<number>(bs.length + 1).fill(0));
  for (let i = as.length - 1; i >= 0; i -= 1)
    for (let j = bs.length - 1; j >= 0; j -= 1)
      common[i]![j] = same(as[i]!, bs[j]!)
        ? common[i + 1]![j + 1]! + 1
        : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  return common;
}

/** `a` has x, y and `b` has y, x: y of `b` alone, x, y of `a` alone. */
function neighboursJoined<A, B>(pairs: readonly Aligned<A, B>[], same: Same<A, B>): readonly Aligned<A, B>[] {
  const joined: Aligned<A, B>[] = [];
  for (const pair of pairs) {
    const [before, between] = joined.slice(-2);
    const paired = between !== undefined && between.a !== null && between.b !== null;
    if (paired && before !== undefined && isSwapped(before, pair, same))
      joined.splice(-2, 1, { a: pair.a, b: before.b });
    else joined.push(pair);
  }
  return joined;
}

const isSwapped = <A, B>(before: Aligned<A, B>, { a, b }: Aligned<A, B>, same: Same<A, B>): boolean =>
  before.a === null && before.b !== null && a !== null && b === null && same(a, before.b);
