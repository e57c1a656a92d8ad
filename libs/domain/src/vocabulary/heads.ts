import { keyOf } from './keys.ts';
import type { Hit } from './phrases.ts';

/**
 * Where the head of a phrase stands, the word that says what the whole is: `last` in English, German and Dutch (`marketing teacher`),
 * `first` in French, Spanish, Italian and Portuguese (`professeur de marketing`), `any` of the two for words of both (`actor`).
 */
export type Head = 'first' | 'last' | 'any';

/** What an entry means for the head of a phrase: whether its words name a value, and where they must stand to be the head. */
export interface HeadEntry {
  readonly value: string | null;
  readonly head?: Head;
}

/** After these marks another phrase begins: `butcher, retail`, `Manager (Controlling)`, `finisher – electronics`. */
const MARK = /[,;:|()–—]|\s[-/]\s/;

/** The indexes of the tokens before which another phrase begins: of `breaks` (words such as `of`), and of what follows a mark. */
export function phraseStarts(
  text: string,
  tokens: readonly string[],
  breaks: ReadonlySet<string>,
): ReadonlySet<number> {
  const starts = new Set([...tokens.keys()].filter((at) => breaks.has(tokens[at] ?? '')));
  let at = 0;
  for (const part of text.split(MARK)) {
    starts.add(at);
    at += tokensIn(part);
  }
  return starts;
}

/**
 * The hit that is the head of a text: of the hits before another phrase begins ({@link phraseStarts}) the first if its entry is a head
 * that stands first, else the last if it is one that stands last. `hits` come in the order of the text; those that name neither a
 * value nor a head do not count.
 */
export function headOf(
  hits: readonly Hit[],
  entries: readonly HeadEntry[],
  starts: ReadonlySet<number>,
): Hit | null {
  const headAt = ({ entry }: Hit): Head | undefined => entries[entry]?.head;
  const counted = hits.filter((hit) => entries[hit.entry]?.value !== null || headAt(hit) !== undefined);
  const [first] = counted;
  if (first === undefined) return null;
  if (headAt(first) === 'first' || headAt(first) === 'any') return first;
  const end = Math.min(...[...starts].filter((at) => at >= first.end));
  const last = counted.findLast(({ start }) => start < end) ?? first;
  return headAt(last) === 'last' || headAt(last) === 'any' ? last : null;
}

/**
 * The hits of the first phrase that names a value: a `(Senior) Product Designer, Growth` is a designer, whatever growth may be. What
 * stands before a colon is whose title it is, and goes last. `hits` come in the order of the text.
 */
export function inFirstPhrase(
  hits: readonly Hit[],
  entries: readonly HeadEntry[],
  text: string,
): readonly Hit[] {
  const named = hits.filter(({ entry }) => entries[entry]?.value !== null);
  const colon = text.includes(':') ? tokensIn(text.slice(0, text.indexOf(':'))) : 0;
  let at = 0;
  const ends = text.split(MARK).map((part) => (at += tokensIn(part)));
  const [first] = named.filter(({ start }) => start >= colon);
  const end = ends.find((each) => first !== undefined && each > first.start);
  return named.filter(({ start }) => start >= colon && end !== undefined && start < end);
}

function tokensIn(text: string): number {
  const key = keyOf(text);
  return key === '' ? 0 : key.split(' ').length;
}
