import type { AccountUpserted } from '@leadline/contracts';
import { companyKey, domainOf, type KnownAccount, organisationDomain } from '@leadline/domain';
import { countryOf, domainKind } from '@leadline/reference';
import { placeOf } from './lookups.ts';

/** A routing unit: accounts of one never match leads of another. */
export interface Scope {
  readonly tenant: string;
  readonly workspace: string;
}

interface Entry {
  readonly account: KnownAccount;
  /** Under what it can be found. */
  readonly keys: readonly string[];
}

/** All accounts in memory, found by id, domain or name. A domain or name that two accounts share finds none of them. */
export class AccountIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #found = new Map<string, Set<string>>();

  get size(): number {
    return this.#entries.size;
  }

  /** `recordKey` is the key of the record on its compacted topic; null takes the account away. */
  put(recordKey: string, account: AccountUpserted | null): void {
    for (const key of this.#entries.get(recordKey)?.keys ?? []) this.#unlink(key, recordKey);
    this.#entries.delete(recordKey);
    if (account === null) return;
    const entry = entryOf(account);
    this.#entries.set(recordKey, entry);
    for (const key of entry.keys) this.#link(key, recordKey);
  }

  byId(scope: Scope, accountId: string): KnownAccount | null {
    return this.#only(keyOf(scope, 'id', accountId));
  }

  byDomain(scope: Scope, domain: string): KnownAccount | null {
    return this.#only(keyOf(scope, 'domain', domain));
  }

  byName(scope: Scope, name: string): KnownAccount | null {
    return this.#only(keyOf(scope, 'name', companyKey(name)));
  }

  #only(key: string): KnownAccount | null {
    const [recordKey, ...others] = this.#found.get(key) ?? [];
    if (recordKey === undefined || others.length > 0) return null;
    return this.#entries.get(recordKey)?.account ?? null;
  }

  #link(key: string, recordKey: string): void {
    const found = this.#found.get(key) ?? new Set();
    this.#found.set(key, found.add(recordKey));
  }

  #unlink(key: string, recordKey: string): void {
    const found = this.#found.get(key);
    found?.delete(recordKey);
    if (found?.size === 0) this.#found.delete(key);
  }
}

function entryOf(account: AccountUpserted): Entry {
  const typed = domainOf(account.domain ?? '');
  const domain = typed === null ? null : organisationDomain(typed);
  const name = companyKey(account.name);
  const country = account.country === null ? null : countryOf(account.country);
  return {
    account: {
      accountId: account.accountId,
      name: account.name,
      domain,
      industry: account.industry,
      employees: account.employees,
      ownerRepId: account.ownerRepId,
      place: placeOf(country, null),
    },
    keys: [
      keyOf(account, 'id', account.accountId),
      ...(domain !== null && domainKind(domain) === 'business' ? [keyOf(account, 'domain', domain)] : []),
      ...(name === '' ? [] : [keyOf(account, 'name', name)]),
    ],
  };
}

function keyOf({ tenant, workspace }: Scope, kind: string, value: string): string {
  return [tenant, workspace, kind, value].join('\n');
}
