/** Where a known phrase stands in a text. */
export interface Hit {
  readonly entry: number;
  readonly start: number;
  /** The token after its last. */
  readonly end: number;
  /** Only the beginning or the end of a word was known (`vertriebs…`, `…leiter`). */
  readonly partial: boolean;
}

/** Finds the phrases of an index in the tokens of a text: the longest, and none that lies within a longer one. */
export type Phrases = (tokens: readonly string[]) => readonly Hit[];

/** A part of a word counts only if that many letters are left, so that `…er` does not make a job of `her`. */
const REST = 3;
const LONGEST_TEXT = 40;

/**
 * `phrases`: key of a phrase, or `begin*` or `*end` of a word, with the entry it stands for. The first meaning stands. `heads`: entries
 * whose `*end` goes before any other part of a word, since the end of a compound says what it is (`Büromaschinenmechaniker`).
 */
export function compilePhrases(
  phrases: Iterable<readonly [phrase: string, entry: number]>,
  heads: ReadonlySet<number> = new Set(),
): Phrases {
  const [whole, begins, ends] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  let longest = 1;
  for (const [phrase, entry] of phrases) {
    const map = phrase.endsWith('*') ? begins : phrase.startsWith('*') ? ends : whole;
    const key = phrase.replaceAll('*', '');
    if (!map.has(key)) map.set(key, entry);
    longest = Math.max(longest, phrase.split(' ').length);
  }
  const headEnd = partFinder(new Map(), new Map([...ends].filter(([, entry]) => heads.has(entry))));
  const partOf = partFinder(begins, ends);
  return (tokens) => {
    const hits: Hit[] = [];
    const count = Math.min(tokens.length, LONGEST_TEXT);
    for (let start = 0; start < count; start += 1) {
      const token = tokens[start] ?? '';
      const hit =
        wholeAt(tokens, start, Math.min(longest, count - start), whole) ??
        headEnd(token, start) ??
        partOf(token, start);
      if (hit !== null) hits.push(hit);
    }
    return hits.filter((hit) => !hits.some((other) => covers(other, hit)));
  };
}

function wholeAt(
  tokens: readonly string[],
  start: number,
  longest: number,
  whole: ReadonlyMap<string, number>,
): Hit | null {
  for (let end = start + longest; end > start; end -= 1) {
    const entry = whole.get(end === start + 1 ? (tokens[start] ?? '') : tokens.slice(start, end).join(' '));
    if (entry !== undefined) return { entry, start, end, partial: false };
  }
  return null;
}

/** The longest known beginning or end of a word. */
function partFinder(begins: ReadonlyMap<string, number>, ends: ReadonlyMap<string, number>) {
  const longest = Math.max(0, ...[...begins.keys(), ...ends.keys()].map((part) => part.length));
  return (token: string, start: number): Hit | null => {
    for (let length = Math.min(longest, token.length - REST); length > 0; length -= 1) {
      const entry = begins.get(token.slice(0, length)) ?? ends.get(token.slice(-length));
      if (entry !== undefined) return { entry, start, end: start + 1, partial: true };
    }
    return null;
  };
}

/** Whether a hit lies within a longer one. */
export function covers(longer: Hit, hit: Hit): boolean {
  return (
    longer.start <= hit.start && longer.end >= hit.end && longer.end - longer.start > hit.end - hit.start
  );
}
