import type { AccountUpserted } from '@leadline/contracts';
import { companyKey, domainLabel, type FoundAccounts } from '@leadline/domain';
import { latin } from '@leadline/reference';
import { type Entry, groupOf, type Scope, sortedWords } from './account-entry.ts';
import { AccountTable } from './account-table.ts';
import { spellingsOf } from './spellings.ts';

/** What a lead says of its company. */
export interface CompanyQuery {
  readonly accountId: string | null;
  readonly domain: string | null;
  readonly name: string | null;
}

/** All accounts in memory, found by id, domain or name. */
export class AccountIndex {
  readonly #table = new AccountTable();

  get size(): number {
    return this.#table.size;
  }

  /** `recordKey` is the key of the record on its compacted topic; null takes the account away. */
  put(recordKey: string, account: AccountUpserted | null): void {
    this.#table.put(recordKey, account);
  }

  /**
   * Every account that the company may be; a looser way is only gone where the stricter ones find nothing. Who is found by a name
   * that tells no company (see AccountTable.isVague) is no more than alike.
   */
  find(scope: Scope, { accountId, domain, name }: CompanyQuery): FoundAccounts {
    const table = this.#table;
    const key = name === null ? '' : companyKey(name, latin);
    const group = groupOf(name ?? '', key);
    const named = table.by(scope, 'name', sortedWords(key));
    const strict = {
      byId: table.by(scope, 'id', accountId),
      byDomain: table.by(scope, 'domain', domain),
      byName: table.isVague(scope, key) ? [] : named,
    };
    const isFound = Object.values(strict).some((found) => found.length > 0);
    const grouped = isFound ? [] : table.by(scope, 'group', sortedWords(group));
    const byGroup = table.isVague(scope, group) ? [] : grouped;
    const isLoose = !isFound && byGroup.length === 0 && key !== '';
    const loose = isLoose
      ? spellingsOf(table, scope, { name: name ?? '', key, domain })
      : { sure: [], alike: [] };
    const vague = isLoose ? [...named, ...grouped] : [];
    const sameLabel = isFound || domain === null ? [] : table.by(scope, 'label', domainLabel(domain));
    return {
      byId: accountsOf(strict.byId)[0] ?? null,
      byDomain: accountsOf(strict.byDomain),
      byName: accountsOf(strict.byName),
      byGroup: accountsOf(byGroup),
      bySpelling: accountsOf(loose.sure),
      alike: accountsOf([...vague, ...loose.alike, ...sameLabel]),
    };
  }
}

/** Each account once. */
const accountsOf = (entries: readonly Entry[]) => [...new Set(entries)].map(({ account }) => account);
