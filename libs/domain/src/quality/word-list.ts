import { textKey } from '../shared/text.ts';

/** Words, phrases or domains, compiled. Case, accents and punctuation do not count. */
export interface WordList {
  /** Whether the whole text is one of them. */
  readonly holds: (text: string) => boolean;
  /** How many different ones stand in the text, as whole words. */
  readonly countIn: (text: string) => number;
  /** Whether the domain, or one that it is below, is one of them. */
  readonly holdsDomain: (domain: string) => boolean;
}

/** Makes indexes once, so that asking costs microseconds. */
export function compileWordList(entries: readonly string[]): WordList {
  const keys = new Set(entries.map(textKey).filter((key) => key !== ''));
  const domains = new Set(entries.map((entry) => entry.trim().toLowerCase()));
  const byFirst = Map.groupBy(
    [...keys].map((key) => key.split(' ')),
    ([first = '']) => first,
  );
  return {
    holds: (text) => keys.has(textKey(text)),
    countIn(text) {
      if (keys.size === 0) return 0;
      const words = textKey(text).split(' ');
      const found = words.flatMap((word, at) =>
        (byFirst.get(word) ?? []).filter((phrase) => phrase.every((each, next) => words[at + next] === each)),
      );
      return new Set(found).size;
    },
    holdsDomain: (domain) => parents(domain.toLowerCase()).some((parent) => domains.has(parent)),
  };
}

/** `a.b.io`, `b.io`, `io`. */
function parents(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
