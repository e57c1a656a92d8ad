import type { AccountUpserted } from '@leadline/contracts';
import { isGenericName } from '@leadline/domain';
import { type Entry, entryOf, keyOf, keysOf, type Scope } from './account-entry.ts';
import { Postings } from './postings.ts';

/** A word is common that so many accounts have in their names, and one in so many of them. */
const COMMON = 20;
const ONE_IN = 500;

/** All accounts in memory, by everything under which they can be found. */
export class AccountTable {
  readonly #entries = new Map<string, Entry>();
  readonly #found = new Postings<Entry>();
  /** Accounts of each scope. */
  readonly #sizes = new Map<string, number>();

  get size(): number {
    return this.#entries.size;
  }

  /** `recordKey` is the key of the record on its compacted topic; null takes the account away. */
  put(recordKey: string, account: AccountUpserted | null): void {
    const before = this.#entries.get(recordKey);
    if (before !== undefined) {
      for (const key of keysOf(before)) this.#found.unlink(key, before);
      this.#entries.delete(recordKey);
      this.#grow(before.scope, -1);
    }
    if (account === null) return;
    const entry = entryOf(account);
    for (const key of keysOf(entry)) this.#found.link(key, entry);
    this.#entries.set(recordKey, entry);
    this.#grow(entry.scope, 1);
  }

  /** Accounts of the scope that have this, `most` at most; the one that came first first. */
  by(scope: Scope, kind: string, value: string | null, most?: number): readonly Entry[] {
    return value === null || value === '' ? [] : this.#found.of(keyOf(scope, kind, value), most);
  }

  /** In the names of how many accounts a word of a company's key stands. */
  countOf(scope: Scope, word: string): number {
    return this.#found.count(keyOf(scope, 'word', word));
  }

  /**
   * Whether a company's key tells no company: generic words alone, or one word that many accounts have in their names:
   * `volksbank` tells no bank where there are hundreds.
   */
  isVague(scope: Scope, key: string): boolean {
    if (isGenericName(key)) return true;
    if (key.includes(' ')) return false;
    const count = this.countOf(scope, key);
    return count >= COMMON && count * ONE_IN >= (this.#sizes.get(keyOf(scope, '', '')) ?? 0);
  }

  #grow(scope: Scope, by: 1 | -1): void {
    const key = keyOf(scope, '', '');
    this.#sizes.set(key, (this.#sizes.get(key) ?? 0) + by);
  }
}
