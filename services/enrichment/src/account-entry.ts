import type { AccountUpserted } from '@leadline/contracts';
import { acronymOf, companyKey, domainLabel, domainOf, groupKey, type KnownAccount } from '@leadline/domain';
import { countryOf, countryPhrases, domainKind, latin, organisationDomain } from '@leadline/reference';
import { alphabetOf, type Spelling } from './likeness.ts';
import { placeOf } from './lookups.ts';
import { isForeign, soundsOf } from './sounds.ts';

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
}

export function entryOf(account: AccountUpserted): Entry {
  const typed = domainOf(account.domain ?? '');
  const name = companyKey(account.name, latin);
  const letters = lettersOf(name);
  const country = account.country === null ? null : countryOf(account.country);
  return {
    scope: { tenant: account.tenant, workspace: account.workspace },
    account: {
      accountId: account.accountId,
      name: account.name,
      domain: typed === null ? null : organisationDomain(typed),
      industry: account.industry,
      employees: account.employees,
      ownerRepId: account.ownerRepId,
      place: placeOf(country, null),
    },
    name,
    letters,
    alphabet: alphabetOf(letters),
  };
}

const each = (kind: string, values: readonly string[]) => values.map((value) => [kind, value] as const);

/** Under what an account can be found. Made anew when it goes, since to keep them takes more memory than the accounts. */
export function keysOf({ scope, account, name, letters }: Entry): readonly string[] {
  const { domain } = account;
  const own = domain !== null && domainKind(domain) === 'business' ? domain : '';
  const keys = [
    ['id', account.accountId],
    ['domain', own],
    ['label', domainLabel(own)],
    ['name', sortedWords(name)],
    ['umlaut', withoutUmlauts(name) === name ? '' : sortedWords(withoutUmlauts(name))],
    ['group', sortedWords(groupOf(account.name, name))],
    ['acronym', acronymOf(name) ?? ''],
    ...each('word', [...new Set(name.split(' '))]),
    ...each('sound', soundsOf(account.name, name)),
    ...each('end', endsOf(letters, letters.length)),
  ] as const;
  return keys.filter(([, value]) => value !== '').map(([kind, value]) => keyOf(scope, kind, value));
}

/** The key of a company called `name` without the places and the words that tell a part of a group. */
export function groupOf(name: string, key: string): string {
  const { anywhere, foreign } = countryPhrases();
  return groupKey(key, isForeign(name) ? foreign : anywhere);
}

/** Words that come and go within a name: `Banco de Asturias`, `Banco Asturias`. */
const JOINING = new Set(
  'and of for the de del della di du da des la le les el los las do da dos das und et van von der die'.split(
    ' ',
  ),
);

/** Words in one order, without those that only join: registers put `Horton D R` for D. R. Horton. */
export function sortedWords(key: string): string {
  const words = key.split(' ').toSorted();
  const telling = words.filter((word) => !JOINING.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

/** `mueller` → `muller`, as a key has it of Müller: whoever has no ü writes one of the two. */
export const withoutUmlauts = (key: string): string => key.replaceAll(/([aou])e(?=[^aeiou]|$)/g, '$1');

/** The word that a name begins with. */
export const startOf = (key: string): string => key.split(' ')[0] ?? '';

/** A company's key without spaces, which people leave out. */
export const lettersOf = (key: string): string => key.replaceAll(' ', '');

/** Of so many letters, how many from either end are a key: fewer than half, so that one typing error leaves one end whole. */
const endLength = (length: number): number => Math.max(2, Math.floor((length - 1) / 2));

/** The first and the last letters, each marked as such; `lengths` that the whole may have. */
export function endsOf(letters: string, ...lengths: readonly number[]): readonly string[] {
  const sizes = new Set(lengths.map(endLength).filter((size) => size < letters.length));
  return [...sizes].flatMap((size) => [`${letters.slice(0, size)}…`, `…${letters.slice(-size)}`]);
}

/** Key of the index: what is looked for in a scope. */
export function keyOf({ tenant, workspace }: Scope, kind: string, value: string): string {
  return [tenant, workspace, kind, value].join('\n');
}
