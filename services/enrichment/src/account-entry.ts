import type { AccountUpserted } from '@leadline/contracts';
import { acronymOf, companyKey, domainLabel, domainOf, groupKey, type KnownAccount } from '@leadline/domain';
import { countryOf, domainKind, latin, organisationDomain } from '@leadline/reference';
import { alphabetOf, type Spelling } from './likeness.ts';
import { placeOf } from './lookups.ts';

/** A routing unit: accounts of one never match leads of another. */
export interface Scope {
  readonly tenant: string;
  readonly workspace: string;
}

/** An account as the index keeps it. */
export interface Entry extends Spelling {
  readonly scope: Scope;
  readonly account: KnownAccount;
  /** See companyKey; empty for a name without letters. */
  readonly name: string;
  /** Under what it can be found. */
  readonly keys: readonly string[];
}

/** An account with everything under which it can be found. */
export function entryOf(account: AccountUpserted): Entry {
  const typed = domainOf(account.domain ?? '');
  const domain = typed === null ? null : organisationDomain(typed);
  const own = domain !== null && domainKind(domain) === 'business' ? domain : '';
  const name = companyKey(account.name, latin);
  const letters = lettersOf(name);
  const country = account.country === null ? null : countryOf(account.country);
  const keys = [
    ['id', account.accountId],
    ['domain', own],
    ['label', domainLabel(own)],
    ['name', sortedWords(name)],
    ['group', sortedWords(groupKey(name))],
    ['start', startOf(name)],
    ['acronym', acronymOf(name) ?? ''],
    ...endsOf(letters, letters.length).map((end) => ['end', end] as const),
  ] as const;
  return {
    scope: { tenant: account.tenant, workspace: account.workspace },
    account: {
      accountId: account.accountId,
      name: account.name,
      domain,
      industry: account.industry,
      employees: account.employees,
      ownerRepId: account.ownerRepId,
      place: placeOf(country, null),
    },
    name,
    letters,
    alphabet: alphabetOf(letters),
    keys: keys.filter(([, value]) => value !== '').map(([kind, value]) => keyOf(account, kind, value)),
  };
}

/** Words that come and go within a name: `Banco de Asturias`, `Banco Asturias`. */
const JOINING = new Set(
  'and of for the de del della di du des la le les el los las do da dos das und et van von der die'.split(
    ' ',
  ),
);

/** Words in one order, without those that only join: registers put `Horton D R` for D. R. Horton. */
export function sortedWords(key: string): string {
  const words = key.split(' ').toSorted();
  const telling = words.filter((word) => !JOINING.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

/** The word that a name begins with. */
export const startOf = (key: string): string => key.split(' ')[0] ?? '';

/** A company's key without spaces, which people leave out. */
export const lettersOf = (key: string): string => key.replaceAll(' ', '');

/** Of so many letters, how many from either end are a key: fewer than half, so that one typing error leaves one end whole. */
const endLength = (length: number): number => Math.max(3, Math.floor((length - 1) / 2));

/** The first and the last letters, each marked as such; `lengths` that the whole may have. */
export function endsOf(letters: string, ...lengths: readonly number[]): readonly string[] {
  const sizes = new Set(lengths.map(endLength).filter((size) => size < letters.length));
  return [...sizes].flatMap((size) => [`${letters.slice(0, size)}…`, `…${letters.slice(-size)}`]);
}

/** Key of the index: what is looked for in a scope. */
export function keyOf({ tenant, workspace }: Scope, kind: string, value: string): string {
  return [tenant, workspace, kind, value].join('\n');
}
