import type { AccountUpserted } from '@leadline/contracts';
import {
  acronymOf,
  companyKey,
  domainLabel,
  type FoundAccounts,
  groupKey,
  isGenericName,
} from '@leadline/domain';
import { latin } from '@leadline/reference';
import {
  endsOf,
  type Entry,
  entryOf,
  keyOf,
  lettersOf,
  type Scope,
  sortedWords,
  startOf,
} from './account-entry.ts';
import { cutWords, isCutShort } from './cut-short.ts';
import { ALIKE, alphabetOf, likeness } from './likeness.ts';
import { isMisspelt } from './misspelt.ts';
import { WordCounts } from './word-counts.ts';

/** What a lead says of its company. */
export interface CompanyQuery {
  readonly accountId: string | null;
  readonly domain: string | null;
  readonly name: string | null;
}

/** Letters that an alike name may have more or fewer. */
const LONGER = 2;
/** Accounts of one end or beginning that are compared. */
const COMPARED = 100;

/** All accounts in memory, found by id, domain or name. */
export class AccountIndex {
  readonly #entries = new Map<string, Entry>();
  /** Record keys by what finds them; lists, because almost all hold one. */
  readonly #found = new Map<string, string[]>();
  readonly #words = new WordCounts();

  get size(): number {
    return this.#entries.size;
  }

  /** `recordKey` is the key of the record on its compacted topic; null takes the account away. */
  put(recordKey: string, account: AccountUpserted | null): void {
    this.#remove(recordKey);
    if (account === null) return;
    const entry = entryOf(account);
    this.#entries.set(recordKey, entry);
    for (const key of entry.keys) this.#link(key, recordKey);
    this.#words.count(entry.scope, entry.name, 1);
  }

  #remove(recordKey: string): void {
    const entry = this.#entries.get(recordKey);
    if (entry === undefined) return;
    for (const key of entry.keys) this.#unlink(key, recordKey);
    this.#words.count(entry.scope, entry.name, -1);
    this.#entries.delete(recordKey);
  }

  /**
   * Every account that the company may be; a looser way is only gone where the stricter ones find nothing. Who is found by a name
   * that tells no company (see `#isVague`) is no more than alike.
   */
  find(scope: Scope, { accountId, domain, name }: CompanyQuery): FoundAccounts {
    const by = (kind: string, value: string | null) =>
      value === null || value === '' ? [] : this.#recordKeys(keyOf(scope, kind, value));
    const key = name === null ? '' : companyKey(name, latin);
    const group = groupKey(key);
    const named = by('name', sortedWords(key));
    const strict = {
      byId: by('id', accountId),
      byDomain: by('domain', domain),
      byName: this.#isVague(scope, key) ? [] : named,
    };
    const isFound = Object.values(strict).some((found) => found.length > 0);
    const grouped = isFound ? [] : by('group', sortedWords(group));
    const byGroup = this.#isVague(scope, group) ? [] : grouped;
    const isLoose = !isFound && byGroup.length === 0 && key !== '';
    const loose = isLoose ? this.#loosely(scope, key, name ?? '') : { bySpelling: [], alike: [] };
    const vague = isLoose ? [...named, ...grouped] : [];
    const sameLabel = isFound || domain === null ? [] : by('label', domainLabel(domain));
    const accounts = (found: readonly string[]) =>
      [...new Set(found)].map((recordKey) => this.#entry(recordKey).account);
    return {
      byId: accounts(strict.byId)[0] ?? null,
      byDomain: accounts(strict.byDomain),
      byName: accounts(strict.byName),
      byGroup: accounts(byGroup),
      bySpelling: accounts(loose.bySpelling),
      alike: accounts([...vague, ...loose.alike, ...sameLabel]),
    };
  }

  /** Accounts whose name, or the beginning or the initials of it, is much like the company's `key`; `name` as it was said. */
  #loosely(scope: Scope, key: string, name: string) {
    const near = this.#near(scope, lettersOf(key));
    const misspelt = near.filter((recordKey) => isMisspelt(key, this.#entry(recordKey).name));
    const bySpelling = [...misspelt, ...this.#cutShort(scope, key, cutWords(name, latin))].filter(
      (recordKey) => !this.#isVague(scope, this.#entry(recordKey).name),
    );
    const acronym = acronymOf(key);
    const acronyms = [
      ...this.#recordKeys(keyOf(scope, 'acronym', key)),
      ...(acronym === null ? [] : this.#recordKeys(keyOf(scope, 'name', acronym))),
    ];
    return { bySpelling, alike: [...near, ...this.#beginnings(scope, groupKey(key)), ...acronyms] };
  }

  /** Whether a company's key tells no company: generic words alone, or one word that many accounts have in their names. */
  #isVague(scope: Scope, key: string): boolean {
    return isGenericName(key) || (!key.includes(' ') && this.#words.isCommon(scope, key));
  }

  /** Accounts with a name much like these letters, likeliest first. */
  #near(scope: Scope, letters: string): readonly string[] {
    const { length } = letters;
    const said = { letters, alphabet: alphabetOf(letters) };
    const ends = endsOf(letters, length - 1, length, length + 1);
    return [...new Set(ends.flatMap((end) => this.#recordKeys(keyOf(scope, 'end', end)).slice(0, COMPARED)))]
      .map((recordKey) => ({ recordKey, entry: this.#entry(recordKey) }))
      .filter(({ entry }) => Math.abs(entry.letters.length - length) <= LONGER)
      .map(({ recordKey, entry }) => ({ recordKey, alike: likeness(said, entry) }))
      .filter(({ alike }) => alike >= ALIKE)
      .toSorted((a, b) => b.alike - a.alike || (a.recordKey < b.recordKey ? -1 : 1))
      .map(({ recordKey }) => recordKey);
  }

  /** Accounts of whose name the key is the beginning in whole words, or that are the key's. */
  #beginnings(scope: Scope, key: string): readonly string[] {
    return this.#recordKeys(keyOf(scope, 'start', startOf(key)))
      .slice(0, COMPARED)
      .filter((recordKey) => {
        const { name } = this.#entry(recordKey);
        return name.startsWith(`${key} `) || key.startsWith(`${name} `);
      });
  }

  /** Accounts whose names begin alike and have the key's words, where those that are `cut` may be their beginnings. */
  #cutShort(scope: Scope, key: string, cut: ReadonlySet<string>): readonly string[] {
    if (cut.size === 0 || cut.has(startOf(key))) return [];
    const found = this.#recordKeys(keyOf(scope, 'start', startOf(key)));
    return found.filter((recordKey) => isCutShort(key, cut, this.#entry(recordKey).name));
  }

  #recordKeys(key: string): readonly string[] {
    return this.#found.get(key) ?? [];
  }

  #entry(recordKey: string): Entry {
    return this.#entries.get(recordKey) as Entry;
  }

  #link(key: string, recordKey: string): void {
    const found = this.#found.get(key);
    if (found === undefined) this.#found.set(key, [recordKey]);
    else found.push(recordKey);
  }

  #unlink(key: string, recordKey: string): void {
    const found = this.#recordKeys(key).filter((other) => other !== recordKey);
    if (found.length === 0) this.#found.delete(key);
    else this.#found.set(key, found);
  }
}
