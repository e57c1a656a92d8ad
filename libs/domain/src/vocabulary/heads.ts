import { keyOf } from './keys.ts';
import type { Hit } from './phrases.ts';

/**
 * Where the head of a phrase stands, the word that says what the whole is: `last` in English, German and Dutch (`marketing teacher`),
 * `first` in French, Spanish, Italian and Portuguese (`professeur de marketing`), `any` of the two for words of both (`actor`).
 */
export type Head = 'first' | 'last' | 'any';

/** What an entry means for the head of a phrase: the value that its words name, if any, and where they must stand to be the head. */
export interface HeadEntry {
  readonly value: string | null;
  readonly head?: Head;
}

/**
 * After these marks another phrase begins: `butcher, retail`, `Manager (Controlling)`, `finisher – electronics`, `Manager -Sales`; not
 * after the hyphen of a word that is left out: `Vertriebs- und Marketingleiter`.
 */
const MARK = /[,;:|()–—•·]|\s[-/]|[-/]\s(?!(?:und|oder|u\.|en|of|et|ou|y|o|e)\s)/i;

/** The phrases of a text, as its marks part them. */
export interface Phrasing {
  /** The tokens at which they begin, in order. */
  readonly starts: readonly number[];
  /** The tokens after a slash between two words (`Finance/Sales`). */
  readonly slashes: readonly number[];
  /** How many tokens stand before a colon. */
  readonly lead: number;
}

const ONE_PHRASE: Phrasing = { starts: [0], slashes: [], lead: 0 };
const SLASH = /\//;

/** Where the phrases of a text begin. */
export function phrasingOf(text: string): Phrasing {
  const slashes = SLASH.test(text) ? startsOf(text.split(SLASH)) : [];
  if (!MARK.test(text)) return { ...ONE_PHRASE, slashes };
  const lead = text.includes(':') ? tokensIn(text.slice(0, text.indexOf(':'))) : 0;
  return { starts: startsOf(text.split(MARK)), slashes, lead };
}

function startsOf(parts: readonly string[]): readonly number[] {
  let at = 0;
  return parts.map((part) => {
    const start = at;
    at += tokensIn(part);
    return start;
  });
}

function tokensIn(text: string): number {
  const key = keyOf(text);
  return key === '' ? 0 : key.split(' ').length;
}

/** The phrasing with another phrase at each of these words (`of`, `for`), too. */
export function brokenAt(
  phrasing: Phrasing,
  tokens: readonly string[],
  words: ReadonlySet<string>,
): Phrasing {
  const more = [...tokens.keys()].filter((at) => words.has(tokens[at] ?? ''));
  return { ...phrasing, starts: sorted([...phrasing.starts, ...more]) };
}

/** The phrasing with another phrase after each slash. */
export function brokenAtSlashes(phrasing: Phrasing): Phrasing {
  return { ...phrasing, starts: sorted([...phrasing.starts, ...phrasing.slashes]) };
}

/** The phrasing with what stands after each of these words (`and`) as if behind a slash. */
export function joinedAt(
  phrasing: Phrasing,
  tokens: readonly string[],
  words: ReadonlySet<string>,
): Phrasing {
  const more = [...tokens.keys()].filter((at) => words.has(tokens[at - 1] ?? ''));
  return { ...phrasing, slashes: [...phrasing.slashes, ...more] };
}

function sorted(starts: readonly number[]): readonly number[] {
  return starts.toSorted((a, b) => a - b);
}

/**
 * The hit that is the head of a text: of the hits before another phrase begins ({@link brokenAt}) the first if its entry is a head
 * that stands first, else the first that stands last and is the last of its side: sides begin behind a slash or a word that joins
 * ({@link joinedAt}), so that a `Developer and Designer` develops, and a `Teacher and Controller` teaches. `hits` come in the order of the text; those that name neither
 * a value nor a head do not count. Nor does a later head that names no value and is one whole word right behind a slash or a
 * word that joins: a `Marketing Manager/Mentor` is first of all a manager.
 */
export function headOf(
  hits: readonly Hit[],
  entries: readonly HeadEntry[],
  { starts, slashes }: Phrasing,
): Hit | null {
  const headAt = ({ entry }: Hit): Head | undefined => entries[entry]?.head;
  const counted = hits.filter((hit) => entries[hit.entry]?.value !== null || headAt(hit) !== undefined);
  const [first] = counted;
  if (first === undefined) return null;
  if (headAt(first) === 'first' || headAt(first) === 'any') return first;
  const end = starts.find((at) => at >= first.end) ?? Infinity;
  const beside = ({ entry, start, end: after, partial }: Hit): boolean =>
    entries[entry]?.value === null && !partial && after === start + 1 && slashes.includes(start);
  const near = counted.filter((hit) => hit.start < end && !beside(hit));
  const last = near.filter((hit, index) => {
    const next = near[index + 1];
    return next === undefined || slashes.some((at) => at >= hit.end && at <= next.start);
  });
  return last.find((hit) => headAt(hit) === 'last' || headAt(hit) === 'any') ?? null;
}

/**
 * The hits of the first phrase that names a value: a `(Senior) Product Designer, Growth` is a designer, whatever growth may be. What
 * stands before a colon is whose title it is, and does not count. `hits` come in the order of the text.
 */
export function inFirstPhrase(
  hits: readonly Hit[],
  entries: readonly HeadEntry[],
  { starts, lead }: Phrasing,
): readonly Hit[] {
  const named = hits.filter(({ entry, start }) => start >= lead && entries[entry]?.value !== null);
  const begin = named[0]?.start ?? 0;
  const end = starts.find((start) => start > begin) ?? Infinity;
  return named.filter(({ start }) => start < end);
}
