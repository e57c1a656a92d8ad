/** A country and the time zone in which a lead from there is taken to be. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly timeZone: string | null;
}

/** What is known about an account. */
export interface KnownAccount {
  readonly accountId: string;
  readonly name: string;
  readonly domain: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly ownerRepId: string | null;
  readonly place: Place | null;
}

/** Accounts that a lead may belong to, by each way to find one; several where a key does not tell them apart. */
export interface FoundAccounts {
  readonly byId: KnownAccount | null;
  readonly byDomain: readonly KnownAccount[];
  /** The name is the same but for spelling and legal form. */
  readonly byName: readonly KnownAccount[];
  /** The name is the same but for places and words such as Group. */
  readonly byGroup: readonly KnownAccount[];
  /**
   * The name is the same but for one typing error, words in short (`Darden Rest.`), another script, or is the
   * initials, or what the account calls itself in its domain.
   */
  readonly bySpelling: readonly KnownAccount[];
  /** The name is much alike, the other's beginning, or its initials, or the domain says the same; likeliest first. */
  readonly alike: readonly KnownAccount[];
}

/** The account that a lead belongs to, and how that is known; else those that it may belong to. */
export interface ChosenAccount {
  readonly account: KnownAccount | null;
  /** id, domain, name, group or spelling; null without an account. */
  readonly match: string | null;
  /** Account ids, likeliest first. */
  readonly possible: readonly string[];
}

const POSSIBLE = 3;

/** What an organisation calls itself in its domain: `acme-group.co.uk` → `acmegroup`. */
export const domainLabel = (domain: string): string => (domain.split('.')[0] ?? '').replaceAll('-', '');

/** Whether the domains do not speak against one company: one of them is not known, or they say the same name. */
function domainsAgree(domain: string | null, account: KnownAccount): boolean {
  return domain === null || account.domain === null || domainLabel(domain) === domainLabel(account.domain);
}

/** Whether the domain is that of accounts, and the name that of others: an agency's address, or that of a new owner. */
function contradict({ byDomain, byName }: FoundAccounts, domain: string | null): boolean {
  if (domain === null || byDomain.length === 0 || byName.length === 0) return false;
  const ids = new Set(byDomain.map(({ accountId }) => accountId));
  return byName.every(
    (one) => !ids.has(one.accountId) && domainLabel(one.domain ?? '') !== domainLabel(domain),
  );
}

/** Of several accounts the one in the lead's country, where all say where they are; else all of them. */
function inCountry(country: string | null, accounts: readonly KnownAccount[]): readonly KnownAccount[] {
  if (country === null || accounts.some(({ place }) => place === null)) return accounts;
  const here = accounts.filter(({ place }) => place?.country === country);
  return here.length === 1 ? here : accounts;
}

/** Whether account and lead are known to be in two countries, which makes a spelling that is not quite the same doubtful. */
const isElsewhere = (country: string | null, { place }: KnownAccount): boolean =>
  country !== null && place !== null && place.country !== country;

/**
 * Chooses the account of a lead whose company has `domain` and that says it is in `country`: by id, then by domain, then by name,
 * then by the name of its group, then by another spelling. Where a way finds several accounts, the country may tell one of them.
 * One that finds several all the same, or one whose domain says another name, is not sure, nor are a domain and a name that two
 * accounts have: it is shown, nothing acts on it.
 */
export function chooseAccount(
  domain: string | null,
  country: string | null,
  found: FoundAccounts,
): ChosenAccount {
  const { byId, byDomain, byName, byGroup, bySpelling, alike } = found;
  if (byId !== null) return { account: byId, match: 'id', possible: [] };
  const named = (accounts: readonly KnownAccount[]) => accounts.filter((one) => domainsAgree(domain, one));
  const ways = [
    ['domain', byDomain],
    ['name', named(byName)],
    ['group', named(byGroup)],
    ['spelling', named(bySpelling).filter((one) => !isElsewhere(country, one))],
  ] as const;
  for (const [match, accounts] of contradict(found, domain) ? [] : ways) {
    const [account, ...others] = inCountry(country, accounts);
    if (account !== undefined && others.length === 0) return { account, match, possible: [] };
  }
  const ids = [...byDomain, ...byName, ...byGroup, ...bySpelling, ...alike].map(({ accountId }) => accountId);
  return { account: null, match: null, possible: [...new Set(ids)].slice(0, POSSIBLE) };
}
