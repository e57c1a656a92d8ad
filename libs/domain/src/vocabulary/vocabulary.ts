import type { Canonical, Match } from './canonical.ts';
import { type Head, phrasingOf } from './heads.ts';
import { keyOf, wordKey } from './keys.ts';
import { compilePhrases, covers, type Hit } from './phrases.ts';
import { bestInPhrases, firstOf } from './precedence.ts';
import { compileSpelling, only } from './spelling.ts';
import { tokenSpelling } from './token-spelling.ts';

/** A canonical value with what people call it, in any language. */
export interface Entry {
  /** Null: texts that name no value (`other`). */
  readonly value: string | null;
  readonly code: string | null;
  /** Whole texts. */
  readonly names: readonly string[];
  /** Words or phrases within a text; `begin*` and `*end` are parts of a word. */
  readonly words: readonly string[];
  /** Its words go before all others where they are the head of the text. */
  readonly head?: Head;
  /** Its words go before those of entries without this mark; of several such words in a text the one that comes first counts. */
  readonly lead?: boolean;
  /** Its words go before all others of their phrase where they are the last that name a value: legal marketing is marketing. */
  readonly noun?: boolean;
  /**
   * Its words give way to another value after a mark: a `Project Manager - Finance` is in finance. Or to nouns and heads of this one
   * value side by side with them: `Marketing and Sales` is sales.
   */
  readonly yields?: boolean | string;
}

/** A vocabulary as data. The order of its entries is their precedence where a text holds words of several. */
export interface VocabularyData {
  readonly name: string;
  readonly entries: readonly Entry[];
  /** Words that are right as they are, though no entry holds them. */
  readonly known?: readonly string[];
  /** Words after which another phrase begins, in which the head does not stand (`of`, `for`): see {@link headOf}. */
  readonly breaks?: readonly string[];
  /** Those of them after which stands for whom or what it is (`for`): a value that is named before goes first. */
  readonly purposes?: readonly string[];
  /** Probability of being right, by how a text was recognised. */
  readonly confidence: Readonly<Record<Way, number>>;
}

/** Ways to recognise a text, surest first. */
export type Way = 'exact' | 'name' | 'word' | 'part' | 'misspelt';

/** A compiled vocabulary: reads a text into a canonical value; null if it names none. Pure and fast; never throws. */
export interface CanonicalVocabulary {
  readonly name: string;
  /** The canonical values, without repetition. */
  readonly values: readonly string[];
  readonly read: (text: string) => Canonical | null;
}

const MATCH: Readonly<Record<Way, Match>> = {
  exact: 'exact',
  name: 'alias',
  word: 'alias',
  part: 'fuzzy',
  misspelt: 'fuzzy',
};

/** Longer texts name nothing that a vocabulary knows; a bound keeps hostile input cheap. */
const LONGEST = 300;
const MOST_TOKENS = 30;

/** Makes indexes of a vocabulary once, so that reading costs microseconds. */
export function compileVocabulary(data: VocabularyData): CanonicalVocabulary {
  const { name, entries, known, confidence } = data;
  const breaks = new Set((data.breaks ?? []).map(keyOf));
  const purposes = new Set((data.purposes ?? []).map(keyOf));
  const indexed = entries.map((entry, index) => [entry, index] as const);
  const values = [...new Set(entries.flatMap(({ value }) => (value === null ? [] : [value])))];
  const exact = firstMeanings(indexed, ({ value }) => (value === null ? [] : [value]));
  const names = firstMeanings(indexed, (entry) => entry.names);
  const words = indexed.flatMap(([entry, index]) =>
    entry.words.map((text) => [wordKey(text), index] as const),
  );
  const heads = indexed.filter(([{ head }]) => head !== undefined).map(([, index]) => index);
  const phrases = compilePhrases(words, new Set(heads));
  const nearName = compileSpelling([...exact, ...names]);
  const spelling = tokenSpelling(
    words.map(([word, index]) => [word, entries[index]?.value ?? null]),
    known ?? [],
  );

  const find = (key: string, text: string): readonly [entry: number, way: Way] | null => {
    const canonical = exact.get(key);
    if (canonical !== undefined) return [canonical, 'exact'];
    const named = names.get(key);
    if (named !== undefined) return [named, 'name'];
    const tokens = key.split(' ').slice(0, MOST_TOKENS).map(spelling.singular);
    const phrasing = heads.length === 0 ? null : phrasingOf(text);
    const best = (said: readonly string[]): Hit | null => {
      const hits = phrases(said);
      return phrasing === null
        ? firstOf(hits, entries)
        : bestInPhrases(hits, entries, { phrasing, tokens, breaks, purposes });
    };
    const hit = best(tokens) ?? best(tokens.map(spelling.anySingular));
    const mended = best(tokens.map(spelling.surely));
    if (mended?.partial === false && (hit?.partial !== false || goesBefore(mended, hit)))
      return [mended.entry, 'misspelt'];
    // A typing error in a short word is believed only where it makes a phrase of several words.
    const bold = best(tokens.map(spelling.boldly));
    const phrase = bold?.partial === false && bold.end - bold.start > 1 ? bold : null;
    if (hit?.partial === false)
      return phrase !== null && covers(phrase, hit) ? [phrase.entry, 'misspelt'] : [hit.entry, 'word'];
    const near = only(nearName(key));
    if (near !== null) return [near, 'misspelt'];
    if (phrase !== null) return [phrase.entry, 'misspelt'];
    return hit === null ? null : [hit.entry, 'part'];
  };

  return {
    name,
    values,
    read(text) {
      const short = text.slice(0, LONGEST);
      const key = keyOf(short);
      const found = key === '' ? null : find(key, short);
      const entry = found === null ? undefined : entries[found[0]];
      if (found === null || entry === undefined || entry.value === null) return null;
      const way = found[1];
      return {
        value: entry.value,
        from: text,
        rule: `${name}.${way}`,
        match: MATCH[way],
        confidence: confidence[way],
        code: entry.code,
      };
    },
  };
}

/** Whether a mended phrase is to be believed instead of one without typing errors: its entry goes first, or it is longer and holds it. */
function goesBefore(mended: Hit, hit: Hit): boolean {
  return mended.entry < hit.entry || covers(mended, hit);
}

/** Key -> entry; the first meaning of a key stands. */
function firstMeanings(
  entries: readonly (readonly [Entry, number])[],
  textsOf: (entry: Entry) => readonly string[],
): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (const [entry, index] of entries) {
    for (const key of textsOf(entry).map(keyOf)) if (key !== '' && !map.has(key)) map.set(key, index);
  }
  return map;
}
