import type { Entry, Head, VocabularyData, Way } from '@leadline/domain';
import { textKey } from '@leadline/domain';
import type { ValueInFile, VocabularyFile } from './schema.ts';

/** A canonical text is what was meant as surely as can be. */
const CONFIDENCE: Readonly<Record<Way, number>> = {
  exact: 1,
  name: 0.98,
  word: 0.9,
  part: 0.85,
  misspelt: 0.9,
};

/**
 * Makes one vocabulary of several files. Earlier files go first: a name of theirs means what they say, a value that only they
 * know goes before the others, and to a value that several files hold each adds its names and words.
 */
export function merged(name: string, files: readonly VocabularyFile[]): VocabularyData {
  const confidence = files.findLast((file) => file.confidence !== undefined)?.confidence;
  const entries = files.reduceRight<readonly Entry[]>((known, file) => extended(known, file), []);
  const breaks = files.flatMap(({ heads }) => heads?.breaks ?? []);
  const purposes = files.flatMap(({ heads }) => heads?.purposes ?? []);
  return { name, entries, breaks, purposes, confidence: { ...CONFIDENCE, ...confidence } };
}

function extended(known: readonly Entry[], file: VocabularyFile): readonly Entry[] {
  const own = file.values.map(entryOf);
  const empty = emptyOf(file);
  const taken = [...own, ...empty];
  const rest = known.map((entry) => without(entry, taken));
  const added = own.filter((entry) => !rest.some((other) => same(entry, other)));
  return [
    ...empty,
    ...added,
    ...rest.map((entry) => {
      const more = own.filter((other) => same(entry, other));
      return {
        ...entry,
        names: [...more.flatMap(({ names }) => names), ...entry.names],
        words: [...more.flatMap(({ words }) => words), ...entry.words],
      };
    }),
  ];
}

/** What names no value: heads, and texts and phrases that would mislead. */
function emptyOf({ nothing, heads }: VocabularyFile): readonly Entry[] {
  const none = { value: null, code: null };
  const of = (head: Head): readonly Entry[] =>
    heads === undefined ? [] : [{ ...none, names: [], words: heads[head], head }];
  return [
    ...of('any'),
    ...of('first'),
    ...of('last'),
    ...(nothing === undefined ? [] : [{ ...none, ...nothing }]),
  ];
}

function entryOf({ value, code, names, words, lead, head, noun, yields }: ValueInFile): Entry {
  const marks = { lead, noun, yields, ...(head !== undefined && { head }) };
  return { value, code: code ?? null, names, words, ...marks };
}

function same(a: Entry, b: Entry): boolean {
  const alike = a.head === b.head && a.noun === b.noun && a.yields === b.yields;
  return a.value === b.value && alike && (a.code === null || a.code === b.code);
}

/** The entry without names and words that others claim. */
function without(entry: Entry, taken: readonly Entry[]): Entry {
  const others = taken.filter((other) => !same(other, entry));
  const names = new Set(others.flatMap((other) => [...other.names, other.value ?? '']).map(textKey));
  const words = new Set(others.flatMap((other) => other.words).map(textKey));
  return {
    ...entry,
    names: entry.names.filter((text) => !names.has(textKey(text))),
    words: entry.words.filter((text) => !words.has(textKey(text))),
  };
}
