import type { KeyedHash } from '../shared/keyed-hash.ts';
import { companyKey, groupKey, type Latin } from './company-name.ts';
import { mailboxOf } from './mailbox.ts';
import { nameWords } from './person-name.ts';
import { keyedName } from './qgrams.ts';

/**
 * What a person can be met by again. A shared mailbox, a company and a group are met by many; under `namesakes` stand
 * mailboxes that differ in a number alone.
 */
export type TraitKind = 'mailbox' | 'namesakes' | 'shared-mailbox' | 'phone' | 'company' | 'group';

/** Something by which a lead's person can be met again, readable for nobody. Same fields as the IdentityTrait of a LeadValidated. */
export interface Trait {
  readonly kind: string;
  /** Keyed hash; equal for whoever has the same. */
  readonly key: string;
  /**
   * The person's name, comparable with names of the same key alone (see keyedName); empty without one, and where it is not
   * needed: a mailbox of one's own says enough, and who has a company's name in common has its group in common.
   */
  readonly name: string;
}

/** What tells who a lead's person is. */
export interface PersonFacts {
  /** Valid and corrected. */
  readonly email: string | null;
  readonly phoneE164: string | null;
  /** First and last name, or the whole name in any order. */
  readonly name: string | null;
  readonly accountId: string | null;
  /** Domain that the company has registered. */
  readonly companyDomain: string | null;
  readonly company: string | null;
}

/**
 * The traits of a lead's person: mailbox, phone number, and the company by each way to name it. A company is a trait only
 * together with a name: its key holds the name's initials too, so that no more people meet under it than may be the same.
 */
export function traitsOf(
  tenant: string,
  person: PersonFacts,
  hash: KeyedHash,
  latin: Latin,
): readonly Trait[] {
  const words = nameWords(latin(person.name ?? ''));
  const trait = (kind: TraitKind, value: string, isNamed = true): Trait => {
    const key = traitKey(tenant, kind, value, hash);
    return { kind, key, name: isNamed ? keyedName(words, key, hash) : '' };
  };
  const mailbox = person.email === null ? null : mailboxOf(person.email);
  return [
    ...(mailbox === null || mailbox.shared
      ? []
      : [trait('mailbox', mailbox.address, false), trait('namesakes', mailbox.unnumbered, false)]),
    ...(mailbox?.shared ? [trait('shared-mailbox', mailbox.address)] : []),
    ...(person.phoneE164 === null ? [] : [trait('phone', person.phoneE164)]),
    ...(words.length < 2
      ? []
      : companiesOf(person, latin).map(([kind, value, isNamed]) =>
          trait(kind, `${value}\n${initials(words)}`, isNamed),
        )),
  ];
}

/** The key of whoever has this in common. That of a mailbox is the person key of whoever has it. */
export function traitKey(
  tenant: string,
  kind: TraitKind | 'visitor',
  value: string,
  hash: KeyedHash,
): string {
  return hash(`person\n${tenant}\n${kind === 'mailbox' ? 'email' : kind}\n${value}`);
}

/** The first letters of first and last word, whatever their order. */
function initials(words: readonly string[]): string {
  const [first = '', last = ''] = [words[0]?.[0], words.at(-1)?.[0]];
  return first < last ? first + last : last + first;
}

/** The company by each way to name it, and whether the person's name stands there too. */
function companiesOf(
  { accountId, companyDomain, company }: PersonFacts,
  latin: Latin,
): readonly (readonly [TraitKind, string, boolean])[] {
  const key = companyKey(company ?? '', latin);
  return [
    ...(accountId === null ? [] : [['company', `account\n${accountId}`, true] as const]),
    ...(companyDomain === null ? [] : [['company', `domain\n${companyDomain}`, true] as const]),
    ...(key === ''
      ? []
      : [['company', `name\n${key}`, false] as const, ['group', `name\n${groupKey(key)}`, true] as const]),
  ];
}
