import { keyOf, type Scope } from './account-entry.ts';

/** A word is common that so many accounts have in their names, and one in so many of them. */
const ACCOUNTS = 20;
const ONE_IN = 500;

/** In the names of how many accounts each word stands: `volksbank` alone tells no bank where there are hundreds. */
export class WordCounts {
  readonly #counts = new Map<string, number>();

  /** Counts an account's name, or with -1 no longer. */
  count(scope: Scope, name: string, by: 1 | -1): void {
    // Every name has the empty word, which so counts the accounts.
    for (const word of new Set(['', ...name.split(' ')])) {
      const key = keyOf(scope, 'word', word);
      const next = (this.#counts.get(key) ?? 0) + by;
      if (next === 0) this.#counts.delete(key);
      else this.#counts.set(key, next);
    }
  }

  isCommon(scope: Scope, word: string): boolean {
    const accounts = this.#of(scope, word);
    return accounts >= ACCOUNTS && accounts * ONE_IN >= this.#of(scope, '');
  }

  #of(scope: Scope, word: string): number {
    return this.#counts.get(keyOf(scope, 'word', word)) ?? 0;
  }
}
